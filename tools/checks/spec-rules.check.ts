import { expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../project.mjs";
import { listFiles } from "../source-files.mjs";

const folder = join(root, "docs/spec");
const isTest = /\.(test|story|browser)\.tsx?$|\/(search-)?contract\.ts$/;

const defined = readdirSync(folder)
  .filter((name) => name.endsWith(".md"))
  .flatMap((name) => idsIn(readFileSync(join(folder, name), "utf8"), /^- \*\*\[([A-Z]+\d+)\]\*\*/gm));
const cited = new Set(
  listFiles()
    .filter((path) => isTest.test(path))
    .flatMap((path) => idsIn(readFileSync(join(root, path), "utf8"), /\[([A-Z]{3,4}\d+)\]/g)),
);

function idsIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, id]) => id ?? []);
}

test("every rule of the specifications has a number of its own", () => {
  expect(defined.length).toBeGreaterThan(80);
  expect(defined.filter((id, index) => defined.indexOf(id) !== index)).toEqual([]);
});

test("every rule is shown by a test", () => {
  expect(defined.filter((id) => !cited.has(id))).toEqual([]);
});

test("every rule that a test names stands in a specification", () => {
  expect([...cited].filter((id) => !defined.includes(id)).sort()).toEqual([]);
});
