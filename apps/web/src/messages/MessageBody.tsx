import type { Mention, Message } from "@hearth/protocol";
import type { ComponentChild } from "preact";
import { MessageFiles } from "../files/MessageFiles.tsx";
import { MarkdownText } from "../markdown/MarkdownText.tsx";
import type { MessageRow } from "../timeline/items.ts";
import { idOf } from "../timeline/items.ts";
import { nameOf, useRoom } from "../timeline/room-context.ts";
import { say } from "../words/words.ts";
import { MessageState } from "./MessageState.tsx";
import { namesMe } from "./names-me.ts";

interface Props {
  readonly row: MessageRow;
  readonly tabIndex: number;
}

/** What a message says: its text with its state, or why there is none. */
export function MessageBody({ row, tabIndex }: Props) {
  const { client, room } = useRoom();
  const body = row.kind === "message" ? row.message.body : row.pending.body;
  if (row.kind === "message" && body === null) return <Deleted message={row.message} />;
  if (body === null) return null;
  if (body.kind === "sealed") return <p class="muted">{say("message.sealed")}</p>;
  const after = stateOf(row);
  if (body.action) return <Action row={row} text={body.text} after={after} />;
  const isMe = (mention: Mention) => namesMe(mention, client.me.value?.id, room.state.value.myRole);
  return (
    <>
      {body.forwardedFrom && (
        <p class="message-forwarded">
          {say("message.forwardedFrom", { name: nameOf(client, body.forwardedFrom) })}
        </p>
      )}
      {(body.text !== "" || after) && (
        <MarkdownText
          text={body.text}
          tabIndex={tabIndex}
          mentions={body.mentions}
          isMe={isMe}
          {...(after ? { after } : {})}
        />
      )}
      {body.attachments && <MessageFiles row={row} body={body} tabIndex={tabIndex} />}
    </>
  );
}

function stateOf(row: MessageRow): ComponentChild {
  if (row.kind === "pending") return <MessageState pending={row.pending} />;
  if (row.message.editedAtMs === undefined) return null;
  return <span class="message-edited">{say("message.edited")}</span>;
}

/** "/me waves": the author's name is the first word. */
function Action({
  row,
  text,
  after,
}: {
  readonly row: MessageRow;
  readonly text: string;
  readonly after: ComponentChild;
}) {
  const { client } = useRoom();
  const name = row.kind === "message" ? nameOf(client, row.message.author) : (client.me.value?.name ?? "");
  return (
    <p dir="auto" class="message-action">
      <bdi>{name}</bdi> {text} {after}
    </p>
  );
}

function Deleted({ message }: { readonly message: Message }) {
  const { client } = useRoom();
  const by = message.deletedBy;
  const isKnown = by !== undefined && idOf(by) !== idOf(message.author);
  return (
    <p class="muted">
      {isKnown ? say("message.deletedBy", { name: nameOf(client, by) }) : say("message.deleted")}
    </p>
  );
}
