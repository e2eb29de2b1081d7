import { useState } from "preact/hooks";
import { useSession } from "../app/session.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Icon } from "../ui/Icon.tsx";
import { sayFailure } from "../words/refusal.ts";
import { sayRich } from "../words/rich.tsx";
import { say } from "../words/words.ts";
import type { JoinStep } from "./JoinPage.tsx";
import { useFirstFocus } from "./use-first-focus.ts";
import { useJoining } from "./use-joining.ts";

interface NameStepProps {
  readonly name: string;
  readonly isOwner: boolean;
  readonly setStep: (step: JoinStep) => void;
  readonly onJoined: () => void;
}

export function NameStep({ name: firstName, isOwner, setStep, onJoined }: NameStepProps) {
  const { account } = useSession();
  const [name, setName] = useState(firstName);
  const input = useFirstFocus();
  const joining = useJoining(() => account.join(name), onJoined);
  const submit = (event: Event) => {
    event.preventDefault();
    if (name.trim() === "") input.current?.focus();
    else joining.start();
  };
  const change = (value: string) => {
    setName(value);
    joining.forget();
  };
  return (
    <>
      <h1>{say("join.title")}</h1>
      {isOwner && <p class="join-note">{say("join.ownerNote")}</p>}
      <form class="join-fields" onSubmit={submit} noValidate>
        <Field
          label={say("join.name")}
          size="big"
          value={name}
          onInput={change}
          inputRef={input}
          name="name"
          autoComplete="nickname"
          autoCapitalize="words"
          enterKeyHint="go"
          hint={say("join.nameHint")}
          error={
            joining.failure ? (
              <NameProblem failure={joining.failure} name={name} setStep={setStep} />
            ) : undefined
          }
        />
        <Button kind="primary" size="big" type="submit" wide busy={joining.isBusy}>
          {say("join.start")}
        </Button>
      </form>
      <p class="join-promise">
        <Icon name="wifi" size="small" />
        <span>{say("join.noAccount")}</span>
      </p>
      <p class="join-else">
        <span>{say("join.haveName")}</span>
        <WaysBack name={name} setStep={setStep} />
      </p>
    </>
  );
}

interface NameProblemProps {
  readonly failure: unknown;
  readonly name: string;
  readonly setStep: (step: JoinStep) => void;
}

/** A taken name comes with the ways to get it back. */
function NameProblem({ failure, name, setStep }: NameProblemProps) {
  if (!isNameTaken(failure)) return <>{sayFailure(failure)}</>;
  return (
    <>
      {sayRich("join.nameTaken", { name: <bdi>{name.trim()}</bdi> })}{" "}
      <WaysBack name={name} setStep={setStep} /> {say("join.nameTakenElse")}
    </>
  );
}

function WaysBack({ name, setStep }: Pick<NameProblemProps, "name" | "setStep">) {
  return (
    <span class="join-ways">
      <button type="button" class="link-btn" onClick={() => setStep({ step: "password", name })}>
        {say("join.signIn")}
      </button>
      {" · "}
      <button type="button" class="link-btn" onClick={() => setStep({ step: "code", name })}>
        {say("join.otherDevice")}
      </button>
    </span>
  );
}

function isNameTaken(failure: unknown): boolean {
  return (
    typeof failure === "object" && failure !== null && "reason" in failure && failure.reason === "name_taken"
  );
}
