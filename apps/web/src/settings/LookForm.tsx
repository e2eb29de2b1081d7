import { direction, theme } from "../app/preferences.ts";
import { spokenLanguage, switchLanguage } from "../app/switch-language.ts";
import { Choice } from "../ui/Choice.tsx";
import { languageCodes, languages } from "../words/languages.ts";
import { say } from "../words/words.ts";

/** How the app looks on this device; each choice counts at once. */
export function LookForm() {
  return (
    <section class="settings-part">
      <h2>{say("settings.look")}</h2>
      <Choice
        label={say("settings.theme")}
        layout="row"
        value={theme.value}
        onChange={(value) => {
          theme.value = value;
        }}
        options={[
          { value: "system", label: say("settings.themeSystem") },
          { value: "light", label: say("settings.themeLight") },
          { value: "dark", label: say("settings.themeDark") },
        ]}
      />
      <LanguageChoice />
      <Choice
        label={say("settings.direction")}
        layout="row"
        value={direction.value}
        onChange={(value) => {
          direction.value = value;
        }}
        options={[
          { value: "auto", label: say("settings.directionAuto") },
          { value: "ltr", label: say("settings.directionLtr") },
          { value: "rtl", label: say("settings.directionRtl") },
        ]}
      />
    </section>
  );
}

/** Each language in its own script. */
function LanguageChoice() {
  return (
    <Choice
      label={say("settings.language")}
      layout="row"
      value={spokenLanguage.value}
      onChange={(value) => void switchLanguage(value)}
      options={languageCodes.map((code) => ({ value: code, label: languages[code].name, language: code }))}
    />
  );
}
