import type { Pending } from "@hearth/client";
import { assertNever } from "@hearth/protocol";
import { useEffect, useState } from "preact/hooks";
import { useRoom } from "../timeline/room-context.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { sayRefusal } from "../words/refusal.ts";
import { say } from "../words/words.ts";
import "./message-state.css";

/** Sending is instant on screen; only a slow one shows its clock. */
const clockAfterMs = 400;

/** How far a message of mine has come, in the line of its text. */
export function MessageState({ pending }: { readonly pending: Pending }) {
  switch (pending.phase) {
    case "sending":
      return <Sending />;
    case "waiting":
      return (
        <span class="message-state">
          <Icon name="wifioff" size="small" />
          {say("message.waiting")}
        </span>
      );
    case "failed":
      return null;
    default:
      return assertNever(pending);
  }
}

function Sending() {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), clockAfterMs);
    return () => clearTimeout(timer);
  }, []);
  if (!isSlow) return null;
  return (
    <span class="message-state">
      <Icon name="clock" size="small" />
      {say("message.sending")}
    </span>
  );
}

/** Why a message was not sent, and what to do; it stays in its place until then. */
export function MessageFailure({ pending }: { readonly pending: Pending }) {
  const { client } = useRoom();
  if (pending.phase !== "failed") return null;
  return (
    <div class="message-failure" role="alert">
      <Icon name="alert" size="small" />
      <span>{say("message.notSent", { why: sayRefusal(pending.refusal) })}</span>
      <span class="message-failure-actions">
        <Button size="compact" icon="retry" onClick={() => client.resend(pending.clientId)}>
          {say("message.sendAgain")}
        </Button>
        <Button size="compact" kind="ghost" onClick={() => client.discard(pending.clientId)}>
          {say("message.delete")}
        </Button>
      </span>
    </div>
  );
}
