import type { RoomState } from "@hearth/client";
import type { AttentionLevel, RoomId } from "@hearth/protocol";
import { useClient } from "../app/session.ts";
import { tell } from "../messages/tell.ts";
import { Choice } from "../ui/Choice.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Switch } from "../ui/Switch.tsx";
import { say } from "../words/words.ts";
import { titleOf } from "./title.ts";

interface Props {
  readonly room: RoomId;
  readonly onClose: () => void;
}

/** What a room may tell one of; it counts at once, on every device. */
export function AttentionDialog({ room: id, onClose }: Props) {
  const client = useClient();
  const room: RoomState | undefined = client.rooms.value.find((one) => one.id === id);
  if (!room) return null;
  const set = (change: { level?: AttentionLevel; muted?: boolean }) =>
    void tell(client.ask({ type: "room.setAttention", room: id, ...change }));
  return (
    <Dialog title={say("attention.title", { room: titleOf(room, client.me.value?.id) })} onClose={onClose}>
      <Choice
        label={say("attention.level")}
        options={[
          { value: "all", label: say("attention.all") },
          { value: "mentions", label: say("attention.mentions") },
          { value: "nothing", label: say("attention.nothing") },
        ]}
        value={room.level}
        onChange={(level) => set({ level })}
      />
      <Switch label={say("attention.mute")} isOn={room.muted} onChange={(muted) => set({ muted })} />
      <p class="sm muted">{say("attention.muteHint")}</p>
    </Dialog>
  );
}
