import { spokenLanguage, switchLanguage } from "../app/switch-language.ts";
import { languageCodes, languages } from "../words/languages.ts";
import { say } from "../words/words.ts";

/** The other languages, each in its own script, for who cannot read this one. */
export function Languages() {
  const others = languageCodes.filter((code) => code !== spokenLanguage.value);
  return (
    <ul class="join-languages" aria-label={say("settings.language")}>
      {others.map((code) => (
        <li key={code}>
          <button
            type="button"
            class="link-btn"
            lang={code}
            dir={languages[code].direction}
            onClick={() => void switchLanguage(code)}
          >
            {languages[code].name}
          </button>
        </li>
      ))}
    </ul>
  );
}
