import { expect, test } from "bun:test";
import { parseArguments } from "./command/parse-arguments.ts";
import { listSubcommands } from "./subcommands.ts";

const all = listSubcommands("0.0.0", []);

test("every example in the help is a line that the command understands", () => {
  for (const { spec } of all) {
    expect(spec.examples.length).toBeGreaterThan(0);
    for (const { line } of spec.examples) {
      const words = wordsOf(line);
      const at = words.indexOf("hearth");
      expect(words.slice(at, at + 2)).toEqual(["hearth", spec.name]);
      expect(() => parseArguments(spec, words.slice(at + 2))).not.toThrow();
    }
  }
});

test("every summary, flag and argument is explained by a sentence", () => {
  for (const { spec } of all) {
    const sentences = [spec.summary, ...spec.flags.map(({ help }) => help)];
    for (const sentence of [...sentences, ...(spec.notes ?? [])])
      expect(sentence).toMatch(/^[A-Z].*\.$|\)\.$/u);
    for (const { help } of spec.arguments) expect(help).toEndWith(".");
  }
});

test("names of commands and flags stand once", () => {
  const isOnce = (names: readonly string[]) => new Set(names).size === names.length;
  expect(isOnce(all.map(({ name }) => name))).toBe(true);
  for (const { spec } of all) expect(isOnce(spec.flags.map(({ name }) => name))).toBe(true);
});

/** As a shell splits an example; what follows `>` or `|` is not ours. */
function wordsOf(line: string): string[] {
  const own = line.includes("| hearth") ? line : (line.split(/ [|>] /u)[0] ?? "");
  return [...own.matchAll(/"([^"]*)"|(\S+)/gu)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}
