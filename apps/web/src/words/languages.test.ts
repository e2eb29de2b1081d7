import { describe, expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { en } from "./en.ts";
import { type LanguageCode, languageCodes, languages } from "./languages.ts";
import { untranslated } from "./untranslated.ts";
import type { Text, Translation, WordKey } from "./words.ts";

const sources = join(import.meta.dir, "..");
const others = languageCodes.filter((code) => code !== "en");
const keys = Object.keys(en) as WordKey[];
const formsOf = (text: Text): readonly string[] => (typeof text === "string" ? [text] : Object.values(text));
const namesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "").sort();

for (const code of others) {
  describe(languages[code].name, () => {
    test("has every message that does not wait for its translation, and none that nobody uses", async () => {
      const words = await languages[code].load();
      // A new message goes into untranslated.ts until somebody who speaks the languages has seen it.
      const missing = keys.filter((key) => !(key in words) && !untranslated.includes(key));
      expect(missing).toEqual([]);
      expect(Object.keys(words).filter((key) => !keys.includes(key as WordKey))).toEqual([]);
    });

    test("fills the same places in every sentence", async () => {
      const words = await languages[code].load();
      expect(listOtherPlaces(words)).toEqual([]);
    });

    test("has a form for every number", async () => {
      const words = await languages[code].load();
      const needed = categoriesOf(code);
      for (const key of keys) {
        const text: Text | undefined = words[key];
        if (typeof text === "object") expect([key, ...Object.keys(text).sort()]).toEqual([key, ...needed]);
      }
    });

    test("says in its file that a machine made it and a person has to read it", () => {
      const source = readFileSync(join(import.meta.dir, `${code}.ts`), "utf8");
      expect(source).toContain("Machine-made, awaiting review");
    });
  });
}

test("what waits for its translation waits in every language", async () => {
  const known = await Promise.all(others.map(async (code) => Object.keys(await languages[code].load())));
  expect(untranslated.filter((key) => !(key in en) || known.every((all) => all.includes(key)))).toEqual([]);
});

test("every English message is used somewhere", () => {
  const isSource = (path: string) => /\.tsx?$/.test(path) && !/\.test\.ts|words\/[a-z]{2}\.ts$/.test(path);
  const source = readdirSync(sources, { recursive: true, encoding: "utf8" })
    .filter(isSource)
    .map((path) => readFileSync(join(sources, path), "utf8"))
    .join("\n");
  const literals = new Set([...source.matchAll(/["'`]([a-z][\w.]*\.\w+)["'`]/g)].map(([, key]) => key));
  const patterns = [...source.matchAll(/`([a-z]\w*\.)\$\{[^}]+\}(\w*)`/g)].map(
    ([, head = "", tail = ""]) => new RegExp(`^${head.replace(".", "\\.")}\\w+${tail}$`),
  );
  const isUsed = (key: string) => literals.has(key) || patterns.some((pattern) => pattern.test(key));
  expect(keys.filter((key) => !isUsed(key))).toEqual([]);
});

/** A number may stand in words ("one person"); everything else must be the same as in English. */
function listOtherPlaces(words: Translation): string[] {
  return keys.flatMap((key) => {
    const text = words[key];
    if (text === undefined) return [];
    const wanted = namesIn(formsOf(en[key]).at(-1) ?? "");
    const isPlural = typeof en[key] !== "string";
    return formsOf(text)
      .filter((form) => {
        const names = namesIn(form);
        const missing = wanted.filter((name) => !names.includes(name));
        const isFine = missing.length === 0 || (isPlural && missing.join() === "count");
        return !isFine || names.some((name) => !wanted.includes(name));
      })
      .map((form) => `${key}: ${form}`);
  });
}

/** Spanish, French and Portuguese have a form for millions, which no list here reaches. */
function categoriesOf(code: LanguageCode): string[] {
  const categories = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
  const isMillions = (category: string) => category === "many" && ["es", "fr", "pt"].includes(code);
  return categories.filter((category) => !isMillions(category)).sort();
}
