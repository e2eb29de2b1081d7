import { fetching } from "../app/preferences.ts";
import { Switch } from "../ui/Switch.tsx";
import { say } from "../words/words.ts";

/** Whether this device fetches pictures by itself. */
export function FetchForm() {
  return (
    <section class="settings-part">
      <h2>{say("fetching.title")}</h2>
      <Switch
        label={say("fetching.asked")}
        isOn={fetching.value === "asked"}
        onChange={(isOn) => {
          fetching.value = isOn ? "asked" : "always";
        }}
      />
      <p class="muted">{say("fetching.body")}</p>
    </section>
  );
}
