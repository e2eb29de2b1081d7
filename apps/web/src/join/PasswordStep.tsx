import { useState } from "preact/hooks";
import { useSession } from "../app/session.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { sayFailure } from "../words/refusal.ts";
import { say } from "../words/words.ts";
import { useFirstFocus } from "./use-first-focus.ts";
import { useJoining } from "./use-joining.ts";

interface PasswordStepProps {
  readonly name: string;
  readonly onBack: () => void;
  readonly onJoined: () => void;
}

export function PasswordStep({ name: firstName, onBack, onJoined }: PasswordStepProps) {
  const { account } = useSession();
  const [name, setName] = useState(firstName);
  const [password, setPassword] = useState("");
  const input = useFirstFocus({ always: true });
  const joining = useJoining(() => account.signIn(name, password), onJoined);
  const submit = (event: Event) => {
    event.preventDefault();
    joining.start();
  };
  const error = joining.failure ? sayFailure(joining.failure) : undefined;
  return (
    <>
      <h1>{say("join.signInTitle")}</h1>
      <form class="join-fields" onSubmit={submit} noValidate>
        <Field
          label={say("join.name")}
          value={name}
          onInput={setName}
          name="name"
          autoComplete="username"
          {...(firstName === "" && { inputRef: input })}
        />
        <Field
          label={say("join.password")}
          type="password"
          value={password}
          onInput={(value) => {
            setPassword(value);
            joining.forget();
          }}
          name="password"
          autoComplete="current-password"
          enterKeyHint="go"
          hint={say("join.passwordHint")}
          error={error}
          {...(firstName !== "" && { inputRef: input })}
        />
        <Button kind="primary" size="big" type="submit" wide busy={joining.isBusy}>
          {say("join.signIn")}
        </Button>
      </form>
      <p class="join-else">{say("join.noPassword")}</p>
      <p class="join-else">
        <button type="button" class="link-btn" onClick={onBack}>
          {say("join.backToName")}
        </button>
      </p>
    </>
  );
}
