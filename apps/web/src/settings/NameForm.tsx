import type { Me } from "@hearth/client";
import { useState } from "preact/hooks";
import { useClient } from "../app/session.ts";
import { useTask } from "../app/use-task.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { showToast } from "../ui/toasts.ts";
import { say } from "../words/words.ts";

export function NameForm({ me }: { readonly me: Me }) {
  const client = useClient();
  const [name, setName] = useState(me.name);
  const task = useTask();
  const isSame = name.trim() === "" || name.trim() === me.name;
  const save = (event: Event) => {
    event.preventDefault();
    if (isSame) return;
    task.run(async () => {
      const { user } = await client.ask({ type: "profile.rename", name });
      showToast({ tone: "ok", title: say("settings.renamed", { name: user.name }) });
    });
  };
  return (
    <section class="settings-part">
      <form class="settings-fields" onSubmit={save} noValidate>
        <Field
          label={say("settings.profile")}
          value={name}
          onInput={(value) => {
            setName(value);
            task.forget();
          }}
          autoComplete="nickname"
          enterKeyHint="done"
          error={task.error || undefined}
        />
        <Button type="submit" busy={task.isBusy} disabled={isSame}>
          {say("action.save")}
        </Button>
      </form>
    </section>
  );
}
