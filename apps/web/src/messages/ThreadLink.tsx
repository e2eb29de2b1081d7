import type { Message } from "@hearth/protocol";
import { useRoom } from "../timeline/room-context.ts";
import { formatWhen } from "../words/format.ts";
import { say } from "../words/words.ts";
import "./thread-link.css";

interface Props {
  readonly message: Message;
  readonly tabIndex: number;
}

/** Under a thread's root in its room: how many answered, and when last. */
export function ThreadLink({ message, tabIndex }: Props) {
  const { client, openThread, threadRoot } = useRoom();
  const { thread, seq } = message;
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
      {say("thread.replies", { count: thread.replies })}
      <span class="thread-link-when">
        {isOpen
          ? say("thread.openNow")
          : say("thread.lastAt", { when: formatWhen(thread.lastAtMs, client.serverNow()) })}
      </span>
    </button>
  );
}
