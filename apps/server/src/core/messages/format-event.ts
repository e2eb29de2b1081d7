import type { Message, MessageSent, Reaction, RoomEvent, UserId } from "@hearth/protocol";
import { sizes } from "@hearth/protocol";
import type { EventRow, MessagePart, ReactionRow } from "../rows.ts";

/** Something that is being put together. */
type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** A log entry as the wire has it. `target` is the message an edit is about: bodies are kept there alone. */
export function formatEvent(row: EventRow, target?: EventRow): RoomEvent {
  const { room, seq, id, author, atMs, type } = row;
  const fields = row.message ? formatMessagePart(row.message) : row.detail;
  const body = type === "message.edited" ? { body: target?.message?.body ?? null } : {};
  return { type, room, seq, id, author, atMs, ...fields, ...body } as RoomEvent;
}

/** Fields that may be missing are put in one by one: spreading each of them takes ten times as long. */
function formatMessagePart(
  part: MessagePart,
): Omit<MessageSent, "type" | "room" | "seq" | "id" | "author" | "atMs"> {
  const fields: Draft<ReturnType<typeof formatMessagePart>> = { n: part.n, body: part.body };
  if (part.clientId !== null) fields.clientId = part.clientId;
  if (part.replyTo !== null) fields.replyTo = part.replyTo;
  if (part.threadRoot !== null) fields.threadRoot = part.threadRoot;
  if (part.alsoInRoom) fields.alsoInRoom = true;
  if (part.editedAtMs !== null) fields.editedAtMs = part.editedAtMs;
  return fields;
}

/** A `message.sent` entry with everything folded in. */
export function formatMessage(
  row: EventRow,
  reactions: readonly ReactionRow[] = [],
  reader: UserId | null = null,
): Message {
  const part = row.message;
  if (!part) throw new Error(`event ${row.seq} is not a message`);
  const { room, seq, id, author, atMs } = row;
  const message: Draft<Message> = { room, seq, id, author, atMs, ...formatMessagePart(part) };
  if (part.deletedAtMs !== null) message.deletedAtMs = part.deletedAtMs;
  if (part.deletedBy !== null) message.deletedBy = part.deletedBy;
  if (part.replies > 0) message.thread = { replies: part.replies, lastAtMs: part.lastReplyAtMs ?? atMs };
  if (part.pinned) message.pinned = true;
  if (reactions.length > 0) message.reactions = foldReactions(reactions, reader);
  return message;
}

/** Groups rows (oldest first) by emoji, in the order each emoji first came, and tells `reader` their own. */
export function foldReactions(rows: readonly ReactionRow[], reader: UserId | null): Reaction[] {
  const byEmoji = new Map<string, UserId[]>();
  for (const { emoji, user } of rows) {
    const users = byEmoji.get(emoji);
    if (users) users.push(user);
    else byEmoji.set(emoji, [user]);
  }
  return [...byEmoji].map(([emoji, users]) => ({
    emoji,
    count: users.length,
    users: users.slice(0, sizes.maxReactionUsers),
    ...(reader !== null && users.includes(reader) && { mine: true as const }),
  }));
}
