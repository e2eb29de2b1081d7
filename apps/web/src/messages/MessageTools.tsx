import type { Message } from "@hearth/protocol";
import { useRoom } from "../timeline/room-context.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { useRovingFocus } from "../ui/roving-focus.ts";
import { say } from "../words/words.ts";
import { rightsOver, setPinned, startReply } from "./message-acts.ts";
import { react } from "./react.ts";
import { tell } from "./tell.ts";
import "./message-tools.css";

/** The actions one reaches for most, over the top end of the message that is pointed at or focused. */
export function MessageTools({ message }: { readonly message: Message }) {
  const open = useRoom();
  const { client, menu, openThread } = open;
  const bar = useRovingFocus<HTMLDivElement>(".icon-btn");
  const may = rightsOver(open, message);
  const isPinned = message.pinned === true;
  return (
    <div ref={bar} class="msg-tools" role="toolbar" aria-label={say("actions.label")}>
      {may.write && (
        <IconButton
          icon="smile"
          size="compact"
          label={say("actions.react")}
          hasPopup="dialog"
          onClick={(event) => {
            const onPick = (emoji: string) => void react(client, message, emoji, true);
            menu.value = { kind: "emoji", onPick, anchor: event.currentTarget as Element };
          }}
        />
      )}
      {may.write && (
        <IconButton
          icon="reply"
          iconFlips
          size="compact"
          label={say("actions.reply")}
          onClick={() => startReply(open, message)}
        />
      )}
      {may.thread && (
        <IconButton
          icon="thread"
          size="compact"
          label={say("actions.thread")}
          onClick={() => {
            openThread.value = message.seq;
          }}
        />
      )}
      {may.pin && (
        <IconButton
          icon="pin"
          size="compact"
          label={say(isPinned ? "actions.unpin" : "actions.pin")}
          pressed={isPinned}
          onClick={() => void tell(setPinned(client, message, !isPinned))}
        />
      )}
      <IconButton
        icon="more"
        size="compact"
        label={say("actions.more")}
        hasPopup="menu"
        onClick={(event) => {
          menu.value = { kind: "actions", message, anchor: event.currentTarget as Element };
        }}
      />
    </div>
  );
}
