import type { RoomState } from "@hearth/client";
import type { RoomId, UserCard } from "@hearth/protocol";
import { useState } from "preact/hooks";
import { useClient } from "../app/session.ts";
import { useTask } from "../app/use-task.ts";
import { PeoplePicker } from "../people/PeoplePicker.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { showToast } from "../ui/toasts.ts";
import { say } from "../words/words.ts";
import { InviteBoard } from "./InviteBoard.tsx";
import { InviteCard } from "./InviteCard.tsx";

interface InviteDialogProps {
  /** Without one: into the community. */
  readonly room: RoomId | null;
  readonly onClose: () => void;
}

type Way = "code" | "people";

/** Brings people in: by the code on this screen, or by name when they are here already. */
export function InviteDialog({ room: id, onClose }: InviteDialogProps) {
  const client = useClient();
  const room = id === null ? undefined : client.rooms.value.find((mine) => mine.id === id);
  const [way, setWay] = useState<Way>(room?.kind === "private" ? "people" : "code");
  const [isLarge, setLarge] = useState(false);
  const address = addressOf(client.community.value?.address ?? location.origin, room);
  if (isLarge) return <InviteBoard room={room} address={address} onClose={() => setLarge(false)} />;
  const title = room ? say("room.inviteTitle", { room: room.title }) : say("room.inviteEveryone");
  const code = <InviteCard room={room} address={address} onLarge={() => setLarge(true)} />;
  return (
    <Dialog title={title} onClose={onClose}>
      {room ? (
        <Tabs
          label={title}
          value={way}
          onChange={setWay}
          tabs={[
            { value: "code", label: say("room.inviteByCode") },
            { value: "people", label: say("room.inviteByName") },
          ]}
        >
          {way === "code" ? code : <InviteByName room={room} onClose={onClose} />}
        </Tabs>
      ) : (
        code
      )}
    </Dialog>
  );
}

interface InviteByNameProps {
  readonly room: RoomState;
  readonly onClose: () => void;
}

function InviteByName({ room, onClose }: InviteByNameProps) {
  const client = useClient();
  const [chosen, setChosen] = useState<readonly UserCard[]>([]);
  const task = useTask();
  const invite = () =>
    task.run(async () => {
      const users = chosen.map((user) => user.id);
      const { invited } = await client.ask({ type: "room.invite", room: room.id, users });
      onClose();
      showToast({ tone: "ok", title: say("room.invited", { count: invited }) });
    });
  const label =
    chosen.length === 0 ? say("room.inviteNobody") : say("room.inviteChosen", { count: chosen.length });
  return (
    <div class="form">
      <PeoplePicker chosen={chosen} onChange={setChosen} />
      <ErrorNote text={task.error} />
      <Button kind="primary" wide busy={task.isBusy} disabled={chosen.length === 0} onClick={invite}>
        {label}
      </Button>
    </div>
  );
}

/** A private room has no address of its own: its people come to the community, then are invited. */
function addressOf(community: string, room: RoomState | undefined): string {
  return room?.kind === "public" ? `${community}/r/${encodeURIComponent(room.slug)}` : community;
}
