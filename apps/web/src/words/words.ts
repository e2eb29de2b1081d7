import type { en } from "./en.ts";
import { type LanguageCode, languages } from "./languages.ts";
import { untranslated } from "./untranslated.ts";

/** One form per CLDR plural category the language has; `other` always. Chosen by the parameter `count`. */
export type Plural = { readonly [category in Exclude<Intl.LDMLPluralRule, "other">]?: string } & {
  readonly other: string;
};
export type Text = string | Plural;
export type WordKey = keyof typeof en;
export type Words = { readonly [K in WordKey]: Text };
/** What a language file holds: every key but those in `untranslated.ts`, and no other. */
export type Translation = Partial<Words>;

type Placeholder<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;
type FormOf<T extends Text> = T extends string ? T : T extends Plural ? T["other"] : never;
type NameOf<K extends WordKey> =
  | Placeholder<FormOf<(typeof en)[K]>>
  | ((typeof en)[K] extends string ? never : "count");
/** The parameters a sentence needs: none, or all that stand in its braces. */
export type WordParams<K extends WordKey, V = string | number> = [NameOf<K>] extends [never]
  ? []
  : [params: { readonly [N in NameOf<K>]: V }];

interface Speech {
  readonly language: LanguageCode;
  readonly words: Words;
  readonly plurals: Intl.PluralRules;
  readonly numbers: Intl.NumberFormat;
}
let speech: Speech | undefined;

/** Chooses the language of the page, once, before anything is drawn. */
export function chooseWords(language: LanguageCode, words: Words): void {
  speech = {
    language,
    words,
    plurals: new Intl.PluralRules(language),
    numbers: new Intl.NumberFormat(language),
  };
}

/** Fetches a language. Only while something waits for its translation, English comes with it. */
export async function loadWords(language: LanguageCode): Promise<void> {
  const words = await languages[language].load();
  const isWhole = language === "en" || untranslated.length === 0;
  chooseWords(language, isWhole ? (words as Words) : { ...(await import("./en.ts")).en, ...words });
}

/** The sentence of this key in the chosen language, its parameters filled in. */
export function say<K extends WordKey>(key: K, ...params: WordParams<K>): string {
  const values: Readonly<Record<string, string | number>> = params[0] ?? {};
  return splitSentence(key, values)
    .map((part) => (part.name === undefined ? part.text : fill(values[part.name] ?? "")))
    .join("");
}

export type SentencePart = { readonly name?: undefined; readonly text: string } | { readonly name: string };

/** The sentence cut at its placeholders, so that elements can stand in them. */
export function splitSentence(
  key: WordKey,
  values: Readonly<Record<string, unknown>>,
): readonly SentencePart[] {
  const text = chooseForm(currentSpeech().words[key], values["count"]);
  const known = cut.get(text);
  if (known) return known;
  const parts = text.split(/\{(\w+)\}/).map((part, index) => (index % 2 ? { name: part } : { text: part }));
  cut.set(text, parts);
  return parts;
}

/** Sentences that were cut already: a list says the same few hundred times. */
const cut = new Map<string, readonly SentencePart[]>();

export function hasWord(key: string): key is WordKey {
  return Object.hasOwn(currentSpeech().words, key);
}

export function currentLanguage(): LanguageCode {
  return currentSpeech().language;
}

export function formatNumber(value: number): string {
  return currentSpeech().numbers.format(value);
}

function chooseForm(text: Text, count: unknown): string {
  if (typeof text === "string") return text;
  if (typeof count !== "number") return text.other;
  return text[currentSpeech().plurals.select(count)] ?? text.other;
}

function fill(value: string | number): string {
  return typeof value === "number" ? formatNumber(value) : isolate(value);
}

const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;
const leftToRight = /\p{Script=Latin}/u;

/** A name of the other direction must not turn the sentence around it (UAX 9, first strong isolate). */
function isolate(value: string): string {
  const stranger = languages[currentSpeech().language].direction === "rtl" ? leftToRight : rightToLeft;
  return stranger.test(value) ? `\u2068${value}\u2069` : value;
}

function currentSpeech(): Speech {
  if (!speech) throw new Error("no language was chosen yet");
  return speech;
}
