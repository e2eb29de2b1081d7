import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { formatConfigDocs, formatServeHelp, nameOfMachine, readConfig } from "./config.ts";
import type { LimitOptions } from "./core/limits/ledger.ts";
import { limitSettings } from "./core/limits/limits.ts";

const docs = join(import.meta.dir, "../../../docs/configuration.md");

function read(...args: string[]) {
  const result = readConfig({ args, variables: {}, readFile: () => "{}" });
  if (!result.ok) throw new Error(result.problems.join("\n"));
  return result.values;
}

describe("the configuration", () => {
  test("is documented: docs/configuration.md is what the table says (run write-config-docs.ts)", () => {
    expect(readFileSync(docs, "utf8")).toBe(formatConfigDocs());
  });

  test("is in --help, each flag once, within the terminal's width", () => {
    const help = formatServeHelp(80);
    for (const flag of ["--data DIR", "--port N ", "--[no-]access-guests ", "--irc-tls-port N|off"]) {
      expect(help.split(`  ${flag}`)).toHaveLength(2);
    }
    const broad = help.split("\n").filter((line) => line.length > 80);
    expect(broad).toEqual(broad.filter((line) => line.startsWith("Each flag")));
  });

  test("has the limits as the ledger takes them, each at its built-in rate", () => {
    const limits: LimitOptions = read("--limits-rates-messages-burst", "1", "--no-limits-logins").limits;
    expect(limits).toMatchObject({ messages: true, logins: false });
    for (const { name, rate } of limitSettings) {
      expect(limits.rates?.[name]).toEqual(name === "messages" ? { ...rate, burst: 1 } : rate);
    }
  });

  test("takes a community's name in its written form, and refuses what is none", () => {
    expect(read("--name", "  Class\u202E  7B ").name).toBe("Class 7B");
    expect(() => read("--name", "\u200B")).toThrow("--name must be a name of 1 to 40 letters");
  });
});

test("a community that was given no name has its machine's, without the domain", () => {
  expect(
    ["ravis-laptop.local", "Ravi’s MacBook", "localhost", "", "x".repeat(90)].map(nameOfMachine),
  ).toEqual(["ravis-laptop", "Ravi’s MacBook", "Hearth", "Hearth", "Hearth"]);
});
