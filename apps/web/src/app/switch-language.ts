import { signal } from "@preact/signals";
import { showToast } from "../ui/toasts.ts";
import type { LanguageCode } from "../words/languages.ts";
import { loadWords, say } from "../words/words.ts";
import { language } from "./preferences.ts";

const spoken = signal<LanguageCode>(language.peek());
/** The language whose words are loaded. Read in a component, it is drawn anew when the language changes. */
export const spokenLanguage: { readonly value: LanguageCode } = spoken;

/** Fetches the words, then draws everything in them; without the host the page stays as it is. */
export async function switchLanguage(code: LanguageCode): Promise<void> {
  if (code === spoken.peek()) return;
  try {
    await loadWords(code);
  } catch {
    showToast({ tone: "bad", title: say("failure.title"), body: say("failure.noAnswer") });
    return;
  }
  language.value = code;
  spoken.value = code;
}
