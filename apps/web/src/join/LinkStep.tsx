import { useSession } from "../app/session.ts";
import { Button } from "../ui/Button.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { sayFailure } from "../words/refusal.ts";
import { say } from "../words/words.ts";
import { useJoining } from "./use-joining.ts";

interface LinkStepProps {
  readonly code: string;
  readonly onBack: () => void;
  readonly onJoined: () => void;
}

/**
 * A link with a code was opened. It is used only after a press: a link alone must not sign somebody in as
 * whoever sent it.
 */
export function LinkStep({ code, onBack, onJoined }: LinkStepProps) {
  const { account, client } = useSession();
  const joining = useJoining(() => account.redeem(code), onJoined);
  const name = client.me.value?.name;
  return (
    <>
      <h1>{say("join.linkTitle")}</h1>
      <p class="join-note">
        {name === undefined ? say("join.linkBody") : say("join.linkBodySignedIn", { name })}
      </p>
      <div class="join-fields">
        <ErrorNote text={joining.failure ? sayFailure(joining.failure) : ""} />
        <Button kind="primary" size="big" wide busy={joining.isBusy} onClick={joining.start}>
          {say("join.linkAccept")}
        </Button>
        <Button size="big" wide onClick={onBack}>
          {name === undefined ? say("join.backToName") : say("join.linkStay", { name })}
        </Button>
      </div>
    </>
  );
}
