import { expect, test } from "bun:test";
import { gzipSync } from "node:zlib";
import { budget, formatSizes, listFirstLanguages, measureSizes } from "./size-budget.ts";

type Bundle = Parameters<typeof measureSizes>[0];

function chunk(fileName: string, code: string, more: object = {}) {
  return { type: "chunk", fileName, code, imports: [], moduleIds: [], isEntry: false, ...more };
}

const bundle = {
  "index.js": chunk("index.js", "entry()", { isEntry: true, imports: ["shared.js"] }),
  "shared.js": chunk("shared.js", "shared()", { imports: ["index.js"] }),
  "en.js": chunk("en.js", "words()", { moduleIds: ["/apps/web/src/words/en.ts"] }),
  "settings.js": chunk("settings.js", "settings()", { imports: ["shared.js"] }),
  "index.css": { type: "asset", fileName: "index.css", source: "a{}" },
  "index.html": { type: "asset", fileName: "index.html", source: "<p>" },
} as unknown as Bundle;

const size = (...codes: string[]) =>
  codes.reduce((sum, code) => sum + gzipSync(code, { level: 9 }).length, 0);

test("the first view counts the entry, all it imports, and what it always loads", () => {
  const sizes = measureSizes(bundle);
  expect(sizes.firstView).toBe(size("entry()", "shared()", "words()"));
  expect(sizes.script).toBe(size("entry()", "shared()", "words()", "settings()"));
  expect(sizes.style).toBe(size("a{}"));
  expect(sizes.page).toBe(size("<p>"));
});

test("a size above its budget is called so", () => {
  const sizes = { ...measureSizes(bundle), firstView: budget.firstView + 1 };
  const over = formatSizes(sizes).filter((line) => line.startsWith("OVER"));
  expect(over).toHaveLength(1);
  expect(over[0]).toContain("first view");
});

test("other languages are nobody's whole app, and one in the first view beside its own is found", () => {
  const kn = chunk("kn.js", "kannada()", { moduleIds: ["/apps/web/src/words/kn.ts"] });
  const more = { ...bundle, "kn.js": kn } as unknown as Bundle;
  expect(measureSizes(more).script).toBe(measureSizes(bundle).script);
  expect(listFirstLanguages(more)).toEqual(["/apps/web/src/words/en.ts"]);
  const entry = chunk("index.js", "entry()", { isEntry: true, imports: ["kn.js"] });
  expect(listFirstLanguages({ ...more, "index.js": entry } as unknown as Bundle)).toHaveLength(2);
});
