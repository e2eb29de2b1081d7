import type { Invitation } from "@hearth/protocol";
import { useState } from "preact/hooks";
import { routeOf } from "../app/route.ts";
import { navigate } from "../app/router.ts";
import { useClient } from "../app/session.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import { showToast } from "../ui/toasts.ts";
import { sayFailure } from "../words/refusal.ts";
import { sayRich } from "../words/rich.tsx";
import { say } from "../words/words.ts";

/** Somebody asks me into a room: join or decline, right here. */
export function InvitationRow({ invitation }: { readonly invitation: Invitation }) {
  const client = useClient();
  const [isBusy, setBusy] = useState(false);
  const run = async (act: () => Promise<void>) => {
    setBusy(true);
    try {
      await act();
    } catch (failure) {
      showToast({ tone: "bad", title: say("failure.title"), body: sayFailure(failure) });
      setBusy(false);
    }
  };
  const join = async () => {
    const { room } = await client.ask({ type: "room.join", room: invitation.room });
    navigate(routeOf(room));
  };
  const decline = async () => {
    await client.ask({ type: "invitation.decline", room: invitation.room });
  };
  return (
    <li class="invitation">
      <Avatar id={invitation.room} name={invitation.title} shape="room" size="nav" />
      <div class="grow">
        <bdi class="invitation-title">{invitation.title}</bdi>
        <p class="invitation-by">
          {sayRich("room.invitedBy", { name: <bdi key="by">{invitation.by.name}</bdi> })}
        </p>
        <div class="invitation-actions">
          <Button kind="line" size="compact" busy={isBusy} onClick={() => void run(join)}>
            {say("room.join")}
          </Button>
          <Button kind="ghost" size="compact" disabled={isBusy} onClick={() => void run(decline)}>
            {say("room.decline")}
          </Button>
        </div>
      </div>
      <span class="glow" aria-hidden="true" />
    </li>
  );
}
