import type { Message } from "@hearth/protocol";
import { useClient } from "../app/session.ts";
import { idOf } from "../timeline/items.ts";
import { nameOf } from "../timeline/room-context.ts";
import { Confirm } from "../ui/Confirm.tsx";
import { say } from "../words/words.ts";

interface Props {
  readonly message: Message;
  readonly onClose: () => void;
}

/** Asks before a message goes for everyone; a moderator is told whose it is. */
export function DeleteMessage({ message, onClose }: Props) {
  const client = useClient();
  const { room, seq, author } = message;
  const isMine = idOf(author) === client.me.value?.id;
  const erase = async () => {
    await client.ask({ type: "message.delete", room, seq });
  };
  return (
    <Confirm
      title={isMine ? say("delete.title") : say("delete.titleOf", { name: nameOf(client, author) })}
      body={say("delete.body")}
      keepLabel={say("delete.keep")}
      doLabel={say("delete.do")}
      onDo={erase}
      onClose={onClose}
    />
  );
}
