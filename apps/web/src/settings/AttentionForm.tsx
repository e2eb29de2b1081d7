import { useState } from "preact/hooks";
import { notifications, quiet, sound } from "../app/preferences.ts";
import { askForNotifications, findNotificationWay } from "../attention/notifications.ts";
import { formatQuiet, parseQuiet } from "../attention/quiet.ts";
import { playSoftSound } from "../attention/soft-sound.ts";
import { Choice } from "../ui/Choice.tsx";
import { say } from "../words/words.ts";

/** How one is told of what others say while one looks elsewhere. */
export function AttentionForm() {
  return (
    <section class="settings-part">
      <h2>{say("attention.title")}</h2>
      <p class="muted">{say("attention.body")}</p>
      <Choice
        label={say("attention.sound")}
        layout="row"
        value={sound.value}
        onChange={(value) => {
          sound.value = value;
          if (value === "soft") playSoftSound();
        }}
        options={[
          { value: "off", label: say("attention.off") },
          { value: "soft", label: say("attention.soft") },
        ]}
      />
      <NotificationChoice />
      <Choice
        label={say("attention.quiet")}
        layout="row"
        value={parseQuiet(quiet.value, Date.now())}
        onChange={(value) => {
          quiet.value = formatQuiet(value, Date.now());
        }}
        options={[
          { value: "off", label: say("attention.off") },
          { value: "hour", label: say("attention.quietHour") },
          { value: "day", label: say("attention.quietDay") },
          { value: "always", label: say("attention.quietAlways") },
        ]}
      />
    </section>
  );
}

/** Where the page may not show any, it says so instead of offering what does not work. */
function NotificationChoice() {
  const [way, setWay] = useState(findNotificationWay);
  if (way !== "open") {
    return <p class="muted">{say(way === "missing" ? "attention.secureOnly" : "attention.blocked")}</p>;
  }
  const choose = async (value: "off" | "on") => {
    if (value === "on" && !(await askForNotifications())) return setWay(findNotificationWay());
    notifications.value = value;
  };
  return (
    <Choice
      label={say("attention.notifications")}
      layout="row"
      value={notifications.value}
      onChange={(value) => void choose(value)}
      options={[
        { value: "off", label: say("attention.off") },
        { value: "on", label: say("attention.on") },
      ]}
    />
  );
}
