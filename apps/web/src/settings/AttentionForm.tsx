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
      <h2>{say("news.title")}</h2>
      <p class="muted">{say("news.body")}</p>
      <Choice
        label={say("news.sound")}
        layout="row"
        value={sound.value}
        onChange={(value) => {
          sound.value = value;
          if (value === "soft") playSoftSound();
        }}
        options={[
          { value: "off", label: say("news.off") },
          { value: "soft", label: say("news.soft") },
        ]}
      />
      <NotificationChoice />
      <Choice
        label={say("news.quiet")}
        layout="row"
        value={parseQuiet(quiet.value, Date.now())}
        onChange={(value) => {
          quiet.value = formatQuiet(value, Date.now());
        }}
        options={[
          { value: "off", label: say("news.off") },
          { value: "hour", label: say("news.quietHour") },
          { value: "day", label: say("news.quietDay") },
          { value: "always", label: say("news.quietAlways") },
        ]}
      />
    </section>
  );
}

/** Where the page may not show any, it says so instead of offering what does not work. */
function NotificationChoice() {
  const [way, setWay] = useState(findNotificationWay);
  if (way !== "open") {
    return <p class="muted">{say(way === "missing" ? "news.secureOnly" : "news.blocked")}</p>;
  }
  const choose = async (value: "off" | "on") => {
    if (value === "on" && !(await askForNotifications())) return setWay(findNotificationWay());
    notifications.value = value;
  };
  return (
    <Choice
      label={say("news.notifications")}
      layout="row"
      value={notifications.value}
      onChange={(value) => void choose(value)}
      options={[
        { value: "off", label: say("news.off") },
        { value: "on", label: say("news.on") },
      ]}
    />
  );
}
