import type { Translation } from "./words.ts";

export type Direction = "ltr" | "rtl";

interface Language {
  /** In its own script. */
  readonly name: string;
  readonly direction: Direction;
  load(): Promise<Translation>;
}

export type LanguageCode = "en" | "hi" | "kn" | "ta" | "ur" | "ar" | "es" | "fr" | "pt" | "id" | "sw" | "zh";

/** Every language is a chunk of its own; only the chosen one is loaded. */
export const languages: Readonly<Record<LanguageCode, Language>> = {
  en: { name: "English", direction: "ltr", load: async () => (await import("./en.ts")).en },
  hi: { name: "हिन्दी", direction: "ltr", load: async () => (await import("./hi.ts")).hi },
  kn: { name: "ಕನ್ನಡ", direction: "ltr", load: async () => (await import("./kn.ts")).kn },
  ta: { name: "தமிழ்", direction: "ltr", load: async () => (await import("./ta.ts")).ta },
  ur: { name: "اردو", direction: "rtl", load: async () => (await import("./ur.ts")).ur },
  ar: { name: "العربية", direction: "rtl", load: async () => (await import("./ar.ts")).ar },
  es: { name: "Español", direction: "ltr", load: async () => (await import("./es.ts")).es },
  fr: { name: "Français", direction: "ltr", load: async () => (await import("./fr.ts")).fr },
  pt: { name: "Português", direction: "ltr", load: async () => (await import("./pt.ts")).pt },
  id: { name: "Bahasa Indonesia", direction: "ltr", load: async () => (await import("./id.ts")).id },
  sw: { name: "Kiswahili", direction: "ltr", load: async () => (await import("./sw.ts")).sw },
  zh: { name: "中文", direction: "ltr", load: async () => (await import("./zh.ts")).zh },
};

export const languageCodes = Object.keys(languages) as readonly LanguageCode[];

export function isLanguageCode(code: string): code is LanguageCode {
  return code in languages;
}

/** The first of the browser's languages that we speak, else English. */
export function guessLanguage(preferred: readonly string[]): LanguageCode {
  const codes = preferred.map((tag) => tag.toLowerCase().split("-")[0] ?? "");
  return codes.find(isLanguageCode) ?? "en";
}
