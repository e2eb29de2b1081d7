import type { RoomState } from "@hearth/client";
import type { Message, Seq } from "@hearth/protocol";
import { useComputed } from "@preact/signals";
import { useRoom } from "../timeline/room-context.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { formatWhen } from "../words/format.ts";
import { say } from "../words/words.ts";
import "./thread-link.css";

interface Props {
  readonly message: Message;
  readonly tabIndex: number;
}

/** Under a thread's root in its room: how many answered, and when last. */
export function ThreadLink({ message, tabIndex }: Props) {
  const { client, room, openThread, threadRoot } = useRoom();
  const { thread, seq } = message;
  const unread = useComputed(() => countUnread(room.state.value, seq)).value;
  if (!thread || threadRoot !== null) return null;
  const isOpen = openThread.value === seq;
  return (
    <button
      type="button"
      class="thread-link"
      aria-expanded={isOpen}
      tabIndex={tabIndex}
      onClick={() => {
        openThread.value = isOpen ? null : seq;
      }}
    >
      <span class="here-faces" aria-hidden="true">
        {thread.people?.map((id) => (
          <Avatar key={id} id={id} name={client.people.card(id).value?.name ?? ""} size="tiny" />
        ))}
      </span>
      {say("thread.replies", { count: thread.replies })}{" "}
      {unread > 0 && <b class="thread-link-new">{say("thread.new", { count: unread })}</b>}{" "}
      <span class="thread-link-when">
        {isOpen
          ? say("thread.openNow")
          : say("thread.lastAt", { when: formatWhen(thread.lastAtMs, client.serverNow()) })}
      </span>
    </button>
  );
}

/** What is unread of a thread, where one follows it. */
function countUnread({ threads = [] }: RoomState, root: Seq): number {
  return threads.find((thread) => thread.root === root)?.unread ?? 0;
}
