import type { Me } from "@hearth/client";
import { sizes } from "@hearth/protocol";
import { useState } from "preact/hooks";
import { useClient } from "../app/session.ts";
import { useTask } from "../app/use-task.ts";
import { Button } from "../ui/Button.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Field } from "../ui/Field.tsx";
import { showToast } from "../ui/toasts.ts";
import { say } from "../words/words.ts";

/** The password that takes a name back on any device; optional, and easy to take away. */
export function PasswordForm({ me }: { readonly me: Me }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <section class="settings-part">
      <h2>{say("settings.password")}</h2>
      <p class="muted">{say(me.hasPassword ? "settings.passwordHas" : "settings.passwordNone")}</p>
      {isOpen ? (
        <PasswordFields me={me} onClose={() => setOpen(false)} />
      ) : (
        <Button onClick={() => setOpen(true)}>
          {say(me.hasPassword ? "settings.passwordChange" : "settings.passwordSet")}
        </Button>
      )}
    </section>
  );
}

interface PasswordFieldsProps {
  readonly me: Me;
  readonly onClose: () => void;
}

function PasswordFields({ me, onClose }: PasswordFieldsProps) {
  const client = useClient();
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const task = useTask();
  const store = (next: string | null) =>
    task.run(async () => {
      await client.ask({ type: "password.set", password: next, ...(me.hasPassword && { current }) });
      showToast({
        tone: "ok",
        title: say(next === null ? "settings.passwordRemoved" : "settings.passwordSaved"),
      });
      onClose();
    });
  const save = (event: Event) => {
    event.preventDefault();
    store(password);
  };
  return (
    <form class="settings-fields" onSubmit={save} noValidate>
      {/* Password stores of browsers need to know whose password it is. */}
      <input
        class="sr"
        type="text"
        autocomplete="username"
        value={me.name}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
      {me.hasPassword && (
        <Field
          label={say("settings.passwordCurrent")}
          type="password"
          autoComplete="current-password"
          value={current}
          onInput={setCurrent}
        />
      )}
      <Field
        label={say("settings.passwordNew")}
        type="password"
        autoComplete="new-password"
        hint={say("settings.passwordHint", { min: sizes.minPasswordBytes })}
        value={password}
        onInput={setPassword}
      />
      <ErrorNote text={task.error} />
      <div class="settings-actions">
        <Button kind="primary" type="submit" busy={task.isBusy} disabled={password === ""}>
          {say(me.hasPassword ? "settings.passwordChange" : "settings.passwordSet")}
        </Button>
        <Button onClick={onClose}>{say("action.cancel")}</Button>
        {me.hasPassword && (
          <Button kind="ghost" disabled={current === ""} onClick={() => store(null)}>
            {say("settings.passwordRemove")}
          </Button>
        )}
      </div>
    </form>
  );
}
