import { effect, type Signal, signal } from "@preact/signals";
import {
  type Direction,
  guessLanguage,
  isLanguageCode,
  type LanguageCode,
  languages,
} from "../words/languages.ts";

export type Theme = "system" | "light" | "dark";
export type DirectionChoice = "auto" | Direction;

/** How the app looks on this device; kept by the browser, never sent. */
export const theme = preference<Theme>("theme", "system", (value) =>
  ["system", "light", "dark"].includes(value),
);
export const direction = preference<DirectionChoice>("direction", "auto", (value) =>
  ["auto", "ltr", "rtl"].includes(value),
);
export const language = preference<LanguageCode>(
  "language",
  guessLanguage(navigator.languages),
  isLanguageCode,
);
/** The room open last, to begin there on a computer. */
export const lastRoom = preference<string>("room", "", () => true);

/** How this device tells of what others say; `quiet` is read by `attention/quiet.ts`. */
export const sound = preference<"off" | "soft">("sound", "off", (value) => ["off", "soft"].includes(value));
export const notifications = preference<"off" | "on">("notifications", "off", (value) =>
  ["off", "on"].includes(value),
);
export const quiet = preference<string>("quiet", "", () => true);

/** Are pictures fetched as soon as they come into view, or when one asks for them? */
export const fetching = preference<"always" | "asked">("fetching", "always", (value) =>
  ["always", "asked"].includes(value),
);

/** Keeps <html> as chosen: `data-theme`, `dir` and `lang`. */
export function applyPreferences(): void {
  effect(() => {
    const root = document.documentElement;
    if (theme.value === "system") delete root.dataset["theme"];
    else root.dataset["theme"] = theme.value;
    root.lang = language.value;
    root.dir = direction.value === "auto" ? languages[language.value].direction : direction.value;
  });
}

function preference<T extends string>(
  name: string,
  fallback: T,
  isValid: (value: string) => boolean,
): Signal<T> {
  const key = `hearth.${name}`;
  const kept = read(key);
  const chosen = signal<T>(kept !== null && isValid(kept) ? (kept as T) : fallback);
  let isFirst = true;
  effect(() => {
    const value = chosen.value;
    if (!isFirst) write(key, value);
    isFirst = false;
  });
  return chosen;
}

/** Storage may be switched off, or full; then the choice lasts as long as the page. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // See above.
  }
}
