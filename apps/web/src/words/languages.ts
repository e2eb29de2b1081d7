import type { Words } from "./words.ts";

export type Direction = "ltr" | "rtl";

interface Language {
  /** In its own script. */
  readonly name: string;
  readonly direction: Direction;
  load(): Promise<Words>;
}

/** Every language is a chunk of its own; only the chosen one is loaded. */
export const languages: Readonly<Record<LanguageCode, Language>> = {
  en: { name: "English", direction: "ltr", load: async () => (await import("./en.ts")).en },
};

export type LanguageCode = "en";
export const languageCodes = Object.keys(languages) as readonly LanguageCode[];

export function isLanguageCode(code: string): code is LanguageCode {
  return code in languages;
}

/** The first of the browser's languages that we speak, else English. */
export function guessLanguage(preferred: readonly string[]): LanguageCode {
  const codes = preferred.map((tag) => tag.toLowerCase().split("-")[0] ?? "");
  return codes.find(isLanguageCode) ?? "en";
}
