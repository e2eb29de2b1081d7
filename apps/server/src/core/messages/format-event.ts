import type { Message, MessageSent, Reaction, RoomEvent, UserId } from "@hearth/protocol";
import { sizes } from "@hearth/protocol";
import type { EventRow, MessagePart, ReactionRow } from "../rows.ts";

/** A log entry as the wire has it. `target` is the message an edit is about: bodies are kept there alone. */
export function formatEvent(row: EventRow, target?: EventRow): RoomEvent {
  const { room, seq, id, author, atMs, type } = row;
  const fields = row.message ? formatMessagePart(row.message) : row.detail;
  const body = type === "message.edited" ? { body: target?.message?.body ?? null } : {};
  return { type, room, seq, id, author, atMs, ...fields, ...body } as RoomEvent;
}

function formatMessagePart(
  part: MessagePart,
): Omit<MessageSent, "type" | "room" | "seq" | "id" | "author" | "atMs"> {
  return {
    n: part.n,
    body: part.body,
    ...(part.clientId !== null && { clientId: part.clientId }),
    ...(part.replyTo !== null && { replyTo: part.replyTo }),
    ...(part.threadRoot !== null && { threadRoot: part.threadRoot }),
    ...(part.alsoInRoom && { alsoInRoom: true as const }),
    ...(part.editedAtMs !== null && { editedAtMs: part.editedAtMs }),
  };
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
  return {
    room,
    seq,
    id,
    author,
    atMs,
    ...formatMessagePart(part),
    ...(part.deletedAtMs !== null && { deletedAtMs: part.deletedAtMs }),
    ...(part.deletedBy !== null && { deletedBy: part.deletedBy }),
    ...(part.replies > 0 && { thread: { replies: part.replies, lastAtMs: part.lastReplyAtMs ?? atMs } }),
    ...(part.pinned && { pinned: true as const }),
    ...(reactions.length > 0 && { reactions: foldReactions(reactions, reader) }),
  };
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
