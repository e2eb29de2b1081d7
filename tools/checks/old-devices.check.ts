import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../project.mjs";
import { listFiles } from "../source-files.mjs";
import { findNewApi, findNewStyle } from "./old-devices.ts";

/** What newer browsers only know and is used all the same, because the older ones do without it. */
const withFallback: readonly { readonly file: string; readonly use: string; readonly otherwise: string }[] = [
  {
    file: "apps/web/src/attention/notifications.ts",
    use: "Notification",
    otherwise: "asked for by name first",
  },
  {
    file: "apps/web/src/attention/watch-news.ts",
    use: "navigator.vibrate",
    otherwise: "called only if there",
  },
  { file: "apps/web/src/composer/composer.css", use: ":has", otherwise: "an empty line stays" },
  { file: "apps/web/src/emoji/emoji-picker.css", use: "align-content: start", otherwise: "old in grids" },
  { file: "apps/web/src/ui/avatar.css", use: "user-select", otherwise: "the build writes the prefix" },
  { file: "apps/web/src/ui/dialog.css", use: "align-content: start", otherwise: "old in grids" },
  { file: "apps/web/src/ui/initials.ts", use: "Intl.Segmenter", otherwise: "a letter with its marks" },
  { file: "apps/web/src/ui/skeleton.css", use: "align-content: start", otherwise: "old in grids" },
  { file: "packages/protocol/src/commands.ts", use: "Intl.Segmenter", otherwise: "runs on the server only" },
  { file: "packages/protocol/src/names.ts", use: "Intl.Segmenter", otherwise: "a letter with its marks" },
];

test("a newer method, interface, property and selector are told from old ones", () => {
  expect(findNewApi("const a = [1].toSorted(); new WeakRef({}); [1].at(-1)")).toEqual([".toSorted"]);
  expect(findNewApi("Promise.withResolvers(); new SharedWorker(name)")).toContain("Promise.withResolvers");
  expect(findNewApi("Object.groupBy(all, (one) => one.kind)")).toContain("Object.groupBy");
  const field = "brackets around a name in a class field";
  expect(findNewApi("class A { #b = () => c; }")).toEqual([field]);
  expect(findNewApi("class A { b = c[(0)]; }")).toEqual([field]);
  expect(findNewApi("class A { #b = () => {}; readonly c = signal<(a: B) => C>(null); }")).toEqual([]);
  expect(findNewStyle("a:has(b) { anchor-name: --a; color: red; }")).toEqual([":has", "anchor-name"]);
  expect(findNewStyle("@supports selector(:has(a)) { a:has(b) { color: red; } } b { color: red; }")).toEqual(
    [],
  );
});

test("nothing is used that Chrome 109, Firefox 115 or Safari 15.4 does not know, but with a fallback", () => {
  const sources = listFiles(["apps/web/src", "packages/client/src", "packages/protocol/src"]);
  const found = sources
    .filter((path) => !/\.(test|browser)\.tsx?$/.test(path))
    .flatMap((path) => findUses(path).map((use) => `${path}: ${use}`));
  const expected = withFallback.map(({ file, use }) => `${file}: ${use}`);
  expect(found.sort()).toEqual(expected.sort());
});

function findUses(path: string): readonly string[] {
  const source = readFileSync(join(root, path), "utf8");
  if (path.endsWith(".css")) return findNewStyle(source);
  return /\.tsx?$/.test(path) ? findNewApi(source) : [];
}
