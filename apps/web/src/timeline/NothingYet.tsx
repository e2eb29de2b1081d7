import { openDialog } from "../app/dialogs.ts";
import { titleOf } from "../rooms/title.ts";
import { Button } from "../ui/Button.tsx";
import { Empty } from "../ui/Empty.tsx";
import { say } from "../words/words.ts";
import { useRoom } from "./room-context.ts";

/** Says that a room has no messages yet, in the list's free place. */
export function NothingYet() {
  const { client, room } = useRoom();
  const state = room.state.value;
  if (state.kind === "direct") {
    const people = titleOf(state, client.me.value?.id);
    return <Empty title={say("timeline.empty")} body={say("timeline.emptyDirect", { people })} />;
  }
  return (
    <Empty title={say("timeline.empty")} body={say("timeline.emptyBody")}>
      <Button icon="qr" onClick={() => openDialog({ kind: "invite", room: state.id })}>
        {say("timeline.showCode")}
      </Button>
    </Empty>
  );
}
