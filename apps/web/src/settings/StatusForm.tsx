import type { Me } from "@hearth/client";
import { sizes } from "@hearth/protocol";
import { useState } from "preact/hooks";
import { useClient } from "../app/session.ts";
import { useTask } from "../app/use-task.ts";
import { tell } from "../messages/tell.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Switch } from "../ui/Switch.tsx";
import { showToast } from "../ui/toasts.ts";
import { say } from "../words/words.ts";

/** What others read under one's name, and whether they are told when one was last here. */
export function StatusForm({ me }: { readonly me: Me }) {
  const client = useClient();
  const [status, setStatus] = useState(me.status ?? "");
  const task = useTask();
  const isSame = status.trim() === (me.status ?? "");
  const save = (event: Event) => {
    event.preventDefault();
    if (isSame) return;
    task.run(async () => {
      await client.ask({ type: "profile.set", status });
      showToast({ tone: "ok", title: say("settings.statusSaved") });
    });
  };
  const hide = (isShown: boolean) => void tell(client.ask({ type: "profile.set", hidesLastSeen: !isShown }));
  return (
    <section class="settings-part">
      <form class="settings-fields" onSubmit={save} noValidate>
        <Field
          label={say("settings.status")}
          hint={say("settings.statusHint")}
          value={status}
          onInput={(value) => {
            setStatus(value);
            task.forget();
          }}
          // Three bytes are the most that one letter of most scripts takes.
          maxLength={sizes.maxStatusBytes / 3}
          enterKeyHint="done"
          error={task.error || undefined}
        />
        <Button type="submit" busy={task.isBusy} disabled={isSame}>
          {say("action.save")}
        </Button>
      </form>
      <Switch label={say("settings.lastSeen")} isOn={!me.hidesLastSeen} onChange={hide} />
      <Switch label={say("slash.away")} isOn={client.isAway.value} onChange={(on) => client.setAway(on)} />
    </section>
  );
}
