import type { ClientId, Message, RoomId } from "@hearth/protocol";
import { useRef, useState } from "preact/hooks";
import { routeOf } from "../app/route.ts";
import { navigate } from "../app/router.ts";
import { useClient } from "../app/session.ts";
import { useTask } from "../app/use-task.ts";
import { previewOf } from "../rooms/preview.ts";
import { RoomAvatar } from "../rooms/RoomAvatar.tsx";
import { titleOf } from "../rooms/title.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Field } from "../ui/Field.tsx";
import { showToast } from "../ui/toasts.ts";
import { say } from "../words/words.ts";
import "./forward-dialog.css";

interface Props {
  readonly message: Message;
  readonly onClose: () => void;
}

/** Which of one's rooms and chats a message goes on to. */
export function ForwardDialog({ message, onClose }: Props) {
  const client = useClient();
  const [text, setText] = useState("");
  const task = useTask();
  // One name per target: pressing twice sends once.
  const names = useRef(new Map<RoomId, ClientId>());
  const me = client.me.value?.id;
  const wanted = text.trim().toLowerCase();
  const rooms = client.rooms.value.filter(
    (room) => room.archivedAtMs === null && titleOf(room, me).toLowerCase().includes(wanted),
  );
  const forward = (room: (typeof rooms)[number]) =>
    task.run(async () => {
      const clientId = names.current.get(room.id) ?? createName();
      names.current.set(room.id, clientId);
      const from = { room: message.room, seq: message.seq };
      await client.ask({ type: "message.forward", room: room.id, clientId, from });
      onClose();
      showToast({
        tone: "ok",
        title: say("forward.done", { room: titleOf(room, me) }),
        action: { label: say("forward.open"), onSelect: () => navigate(routeOf(room)) },
      });
    });
  return (
    <Dialog title={say("forward.title")} onClose={onClose}>
      <p class="forward-text" dir="auto">
        {previewOf(message)}
      </p>
      <Field label={say("forward.find")} value={text} onInput={setText} icon="search" />
      <ErrorNote text={task.error} />
      <ul class="forward-rooms">
        {rooms.map((room) => (
          <li key={room.id}>
            <button type="button" class="forward-room" disabled={task.isBusy} onClick={() => forward(room)}>
              <RoomAvatar room={room} size="small" />
              <bdi class="cut">{titleOf(room, me)}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function createName(): ClientId {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("") as ClientId;
}
