import type { UserId } from "@hearth/protocol";
import { type Item, idOf, type MessageRow } from "../timeline/items.ts";
import { nameOf, useRoom } from "../timeline/room-context.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { classes } from "../ui/classes.ts";
import { Tag } from "../ui/Tag.tsx";
import { formatDateTime, formatTime } from "../words/format.ts";
import { say } from "../words/words.ts";
import { MessageBody } from "./MessageBody.tsx";
import { MessageFailure } from "./MessageState.tsx";
import { Quote } from "./Quote.tsx";
import { Reactions } from "./Reactions.tsx";
import { ThreadLink } from "./ThreadLink.tsx";
import "./room-message.css";

export interface MessageProps {
  readonly item: Extract<Item, { kind: "message" }>;
  /** Of the controls inside. */
  readonly tabIndex: number;
  /** Of the element that holds what the message says. */
  readonly textId: string;
  /** The pointer or the keyboard is in the row. */
  readonly isReached: boolean;
}

/** A message in a room: a page's paragraph under its author's name. */
export function RoomMessage({ item, tabIndex, textId, isReached }: MessageProps) {
  const { row, isContinued, atMs } = item;
  const isPending = row.kind === "pending";
  return (
    <div
      class={classes(
        "msg",
        isContinued && "msg-continued",
        isPending && row.pending.phase === "waiting" && "msg-waiting",
      )}
    >
      {!isContinued && <AuthorAvatar item={item} />}
      {isContinued && isReached && <Time atMs={atMs} isGutter />}
      {!isContinued && <Head item={item} />}
      {drawQuote(row, tabIndex)}
      <div id={textId}>
        <MessageBody row={row} tabIndex={tabIndex} />
      </div>
      {drawFoot(row, tabIndex)}
    </div>
  );
}

/** What the message answers, above its text. */
export function drawQuote(row: MessageRow, tabIndex: number) {
  const { replyTo } = row.kind === "pending" ? row.pending : row.message;
  const isGone = row.kind === "message" && row.message.body === null;
  return replyTo === undefined || isGone ? null : <Quote seq={replyTo} tabIndex={tabIndex} />;
}

/** Below its text: what others made of the message, or why it was not sent. */
export function drawFoot(row: MessageRow, tabIndex: number) {
  if (row.kind === "pending") return <MessageFailure pending={row.pending} />;
  const { message } = row;
  return (
    <>
      {message.reactions && <Reactions message={message} tabIndex={tabIndex} />}
      {message.thread && <ThreadLink message={message} tabIndex={tabIndex} />}
    </>
  );
}

/** Who wrote it, in the shape the head and the circle need. */
export function useAuthor({ row }: MessageProps["item"]) {
  const { client } = useRoom();
  const me = client.me.value;
  const isMine = row.kind === "pending" || idOf(row.message.author) === me?.id;
  if (row.kind === "pending") return { id: me?.id ?? "", name: me?.name ?? "", isMine, role: me?.role };
  const { author } = row.message;
  const role = "user" in author ? roleOf(author.user) : undefined;
  return { id: idOf(author), name: nameOf(client, author), isMine, role };

  function roleOf(user: UserId) {
    return client.people.card(user).value?.role;
  }
}

function AuthorAvatar({ item }: Pick<MessageProps, "item">) {
  const { id, name } = useAuthor(item);
  return <Avatar id={id} name={name} />;
}

function Head({ item }: Pick<MessageProps, "item">) {
  const { name, isMine, role } = useAuthor(item);
  return (
    <div class="msg-head">
      <b class="msg-author">
        <bdi>{name}</bdi>
        {isMine && <span class="msg-you"> {say("message.you")}</span>}
      </b>
      {role && role !== "member" && <Tag>{say(`role.${role}`)}</Tag>}
      <Time atMs={item.atMs} />
    </div>
  );
}

function Time({ atMs, isGutter }: { readonly atMs: number; readonly isGutter?: boolean }) {
  return (
    <time
      class={isGutter ? "msg-gutter" : "msg-time"}
      dateTime={new Date(atMs).toISOString()}
      title={formatDateTime(atMs)}
    >
      {formatTime(atMs)}
    </time>
  );
}
