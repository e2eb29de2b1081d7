import { describe, expect, test } from "bun:test";
import { CommandError } from "./exit-codes.ts";
import { formatHelp } from "./format-help.ts";
import { parseArguments } from "./parse-arguments.ts";
import type { CommandSpec } from "./spec.ts";

const spec: CommandSpec = {
  name: "cook",
  summary: "Cooks a dish for everyone who is hungry now.",
  arguments: [
    { name: "DISH", help: "what to cook." },
    { name: "WISH", help: "more words.", isOptional: true, isRest: true },
  ],
  flags: [
    { name: "hot", help: "Makes it hot." },
    { name: "for", takes: "N", help: "For so many people." },
  ],
  examples: [{ line: "hearth cook dal --for 4", does: "Dal for four." }],
};

const parse = (...words: string[]) => {
  const values = parseArguments(spec, words);
  return [
    values.get("DISH"),
    values.get("WISH"),
    values.has("hot"),
    values.integer("for", { min: 1, max: 40 }),
  ];
};

function problemOf(...words: string[]): string {
  try {
    parse(...words);
  } catch (error) {
    if (error instanceof CommandError) return `${error.exitCode} ${error.message}`;
    throw error;
  }
  throw new Error(`${words.join(" ")} was understood`);
}

describe("words are understood", () => {
  test("in any order, with values after a space or a sign", () => {
    expect(parse("dal", "--hot", "--for", "4")).toEqual(["dal", undefined, true, 4]);
    expect(parse("--for=4", "dal", "with", "rice")).toEqual(["dal", "with rice", false, 4]);
  });

  test("as they are after --, and a dash alone is a word", () => {
    expect(parse("--", "--hot", "-")).toEqual(["--hot", "-", false, undefined]);
    expect(parse("-", "-1")).toEqual(["-", "-1", false, undefined]);
  });
});

test("what is missing, unknown or no number is told in a sentence with exit code 2", () => {
  expect(problemOf()).toStartWith('2 "hearth cook" needs DISH: what to cook.');
  expect(problemOf("dal", "--cold")).toStartWith('2 "hearth cook" has no flag --cold.');
  expect(problemOf("dal", "--for")).toBe("2 --for needs N after it.");
  expect(problemOf("dal", "--hot=yes")).toBe("2 --hot takes no value.");
  for (const wrong of ["0", "41", "4.5", "four", "1e1"])
    expect(problemOf("dal", "--for", wrong)).toBe(
      `2 --for takes a whole number from 1 to 40, not "${wrong}".`,
    );
});

test("help says usage, flags, examples and exit codes, and fits the terminal", () => {
  const help = formatHelp(spec, 60);
  expect(help).toStartWith("hearth cook DISH [WISH] [FLAGS]\n\nCooks a dish");
  for (const part of ["  --for N   For so many people.", "hearth cook dal --for 4", "Exit codes: 0 done"])
    expect(help).toContain(part);
  expect(Math.max(...help.split("\n").map((line) => line.length))).toBeLessThanOrEqual(60);
});
