import type { UserCard } from "@hearth/protocol";
import { useClient } from "../app/session.ts";
import { CodeCard } from "../settings/CodeCard.tsx";
import { useCode } from "../settings/use-code.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { formatDateTime } from "../words/format.ts";
import { say } from "../words/words.ts";

interface PersonCodeDialogProps {
  readonly user: UserCard;
  readonly onClose: () => void;
}

/** From the owner's hand: a code with which somebody who lost their devices signs in again. */
export function PersonCodeDialog({ user, onClose }: PersonCodeDialogProps) {
  const client = useClient();
  const code = useCode(() => client.ask({ type: "person.createCode", user: user.id }));
  const { name } = user;
  return (
    <Dialog title={say("people.codeTitle", { name })} onClose={onClose}>
      <CodeCard
        code={code}
        body={(expiresAtMs) => say("people.codeBody", { name, time: formatDateTime(expiresAtMs) })}
      />
    </Dialog>
  );
}
