import { useState } from "preact/hooks";
import { useSession } from "../app/session.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { sayFailure } from "../words/refusal.ts";
import { say } from "../words/words.ts";
import { parseCode } from "./code.ts";
import { useFirstFocus } from "./use-first-focus.ts";
import { useJoining } from "./use-joining.ts";

interface CodeStepProps {
  readonly onBack: () => void;
  readonly onJoined: () => void;
}

export function CodeStep({ onBack, onJoined }: CodeStepProps) {
  const { account } = useSession();
  const [code, setCode] = useState("");
  const input = useFirstFocus({ always: true });
  const joining = useJoining(() => account.redeem(parseCode(code)), onJoined);
  const submit = (event: Event) => {
    event.preventDefault();
    joining.start();
  };
  return (
    <>
      <h1>{say("join.codeTitle")}</h1>
      <p class="join-note">{say("join.codeBody")}</p>
      <form class="join-fields" onSubmit={submit} noValidate>
        <Field
          label={say("join.code")}
          size="big"
          value={code}
          onInput={(value) => {
            setCode(value);
            joining.forget();
          }}
          inputRef={input}
          direction="ltr"
          autoCapitalize="off"
          autoComplete="one-time-code"
          enterKeyHint="go"
          error={joining.failure ? sayFailure(joining.failure) : undefined}
        />
        <Button kind="primary" size="big" type="submit" wide busy={joining.isBusy}>
          {say("join.useCode")}
        </Button>
      </form>
      <p class="join-else">
        <button type="button" class="link-btn" onClick={onBack}>
          {say("join.backToName")}
        </button>
      </p>
    </>
  );
}
