import { expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { allCaps } from "./caps.ts";
import { commandTable } from "./commands/table.ts";

const folder = import.meta.dir;
const spec = readFileSync(join(folder, "../../../../../docs/spec/irc.md"), "utf8");
const program = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
  .map((path) => readFileSync(join(folder, path), "utf8"))
  .join("\n");

/** The words of the first column of the table under a heading. */
function wordsUnder(heading: string): string[] {
  const [, section = ""] = spec.split(`\n## ${heading}\n`);
  const rows = section.split("\n## ")[0]?.split("\n") ?? [];
  const cells = rows.filter((row) => row.startsWith("| ")).slice(1);
  return cells.flatMap((row) => (row.split("|")[1] ?? "").split(/[\s,]+/u).filter((word) => word !== ""));
}

function allIn(pattern: RegExp): string[] {
  return [...new Set([...program.matchAll(pattern)].flatMap(([, found]) => found ?? []))];
}

test("the specification names every command, and no other", () => {
  expect(wordsUnder("Commands").sort()).toEqual(Object.keys(commandTable).sort());
});

test("the specification names every capability, and no other", () => {
  expect(wordsUnder("Capabilities").sort()).toEqual([...allCaps].sort());
});

test("the specification names every numeric, and no other", () => {
  expect(wordsUnder("Numerics").sort()).toEqual(allIn(/"(\d{3})"/gu).sort());
});

test("the specification names every token of ISUPPORT, and no other", () => {
  const [, tokens = ""] = readFileSync(join(folder, "isupport.ts"), "utf8").split("return [");
  const named = [...tokens.matchAll(/["`]([A-Z0-9]+)[=`"]/gu)].flatMap(([, token]) => token ?? []);
  expect(wordsUnder("ISUPPORT").sort()).toEqual([...new Set(named)].sort());
});
