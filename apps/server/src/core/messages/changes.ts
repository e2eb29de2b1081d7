import {
  type Author,
  type Body,
  type CommandOf,
  Refusal,
  type RoomId,
  type Seq,
  sizes,
  type UserId,
} from "@hearth/protocol";
import { mayInRoom } from "../access/rights.ts";
import {
  isInside,
  needInside,
  needMember,
  needRight,
  readStanding,
  type Standing,
} from "../access/standing.ts";
import { attachFiles, describeFiles, freeFiles, keepAttachments, readUploads } from "../files/changes.ts";
import { readRules } from "../rooms/rules.ts";
import type { EventRow, MessagePart, RoomRow } from "../rows.ts";
import { followByNaming, followByReply } from "../threads/follows.ts";
import type { Turn } from "../turn.ts";
import { clearUnreadFrom } from "./attention.ts";
import { formatEvent } from "./format-event.ts";
import { isBlocked, keepMentions, nameMentions, replaceMentions } from "./mentions.ts";

export type MessageRow = EventRow & { readonly message: MessagePart };

export async function sendMessage(turn: Turn, c: CommandOf<"message.send">): Promise<unknown> {
  // Asked first: whoever lost the answer and then left the room must not believe that it was not sent.
  const first = await turn.tx.eventByClientId(c.room, turn.actor, c.clientId);
  if (first) return { event: formatEvent(first) };
  const standing = await needWriter(turn, c.room);
  const { room } = standing;
  needOpen(room);
  await needHeard(turn, room);
  needContent(c.body);
  if (c.replyTo !== undefined) await readMessage(turn, c.room, c.replyTo);
  const root = c.threadRoot === undefined ? undefined : await readThreadRoot(turn, c.room, c.threadRoot);
  const uploads = await readUploads(turn, c.files ?? []);
  const body = await nameMentions(turn, standing, describeFiles(c.body, uploads));
  const message = formatPart({ ...c, body });
  const row = await turn.append({ room: c.room, type: "message.sent", message });
  await attachFiles(turn, row, uploads);
  await keepMentions(turn, c.room, row.seq, body);
  if (root) await followByReply(turn, root, row, body);
  if (root) await countReply(turn, root, 1);
  return { event: formatEvent(row) };
}

/** Members and guests write; in a read-only room moderators and speakers; outsiders where the rules let them. */
export async function needWriter(turn: Turn, id: RoomId): Promise<Standing> {
  const standing = await readStanding(turn.tx, id, turn.actor);
  const rules = await readRules(turn.tx, id);
  if (!isInside(standing)) await needLetIn(turn, id, rules.outsidersWrite);
  const { room, role } = standing;
  if (!rules.readOnly || (role && mayInRoom(role, "speaker.set", room.kind))) return standing;
  const person = "user" in turn.actor ? turn.actor.user : turn.actor.guest;
  if (!(await turn.tx.get("speakers", id, person))) throw new Refusal("room_read_only");
  return standing;
}

/** In a chat of two, one may have blocked the other, or be deleted. */
export async function needHeard(turn: Turn, room: RoomRow): Promise<void> {
  const people = room.kind === "direct" ? (room.directKey?.split(" ") ?? []) : [];
  if (people.length !== 2 || !("user" in turn.actor)) return;
  const me = turn.actor.user;
  const other = people.find((id) => id !== me) as UserId | undefined;
  if (!other) return;
  if ((await turn.tx.get("users", other))?.goneAtMs) throw new Refusal("user_missing");
  if ((await isBlocked(turn, other, me)) || (await isBlocked(turn, me, other)))
    throw new Refusal("direct_closed");
}

/** Where outsiders write, the banned do not. */
async function needLetIn(turn: Turn, id: RoomId, isOpen: boolean): Promise<void> {
  if (!isOpen) throw new Refusal("member_missing");
  if ("user" in turn.actor && (await turn.tx.get("bans", id, turn.actor.user)))
    throw new Refusal("room_banned");
}

/** Keeps client-only tags that came without a text. */
export async function sendTags(turn: Turn, c: CommandOf<"tags.send">): Promise<unknown> {
  needOpen((await needWriter(turn, c.room)).room);
  return {
    event: formatEvent(await turn.append({ room: c.room, type: "tags.sent", detail: { tags: c.tags } })),
  };
}

function formatPart(
  c: Omit<CommandOf<"message.send">, "type" | "body"> & { readonly body: Body },
): NonNullable<Parameters<Turn["append"]>[0]["message"]> {
  return {
    clientId: c.clientId,
    body: c.body,
    replyTo: c.replyTo ?? null,
    threadRoot: c.threadRoot ?? null,
    alsoInRoom: c.threadRoot !== undefined && c.alsoInRoom === true,
  };
}

export async function editMessage(turn: Turn, c: CommandOf<"message.edit">): Promise<unknown> {
  const standing = await needInside(turn.tx, c.room, turn.actor, "message.edit");
  const row = await readMessage(turn, c.room, c.seq);
  needOpen(standing.room);
  if (!isSame(row.author, turn.actor)) throw new Refusal("message_not_yours");
  const body = await nameMentions(turn, standing, keepAttachments(row.message.body, c.body));
  needContent(body);
  await turn.tx.patchMessage(c.room, c.seq, { body, editedAtMs: turn.atMs });
  await replaceMentions(turn, c.room, c.seq, body);
  if (row.message.threadRoot !== null) await followByNaming(turn, row, row.message.threadRoot, body);
  const edit = await turn.append({ room: c.room, type: "message.edited", detail: { target: c.seq } });
  return { event: formatEvent(edit, { ...row, message: { ...row.message, body } }) };
}

/** Erases: the body leaves the row, its index and its reactions in this commit; author, time and place stay. */
export async function deleteMessage(turn: Turn, c: CommandOf<"message.delete">): Promise<unknown> {
  const standing = await needRight(turn.tx, c.room, turn.actor, "message.delete");
  const row = await readMessage(turn, c.room, c.seq);
  needMayDelete(standing, row, turn.actor);
  return { event: formatEvent(await eraseMessage(turn, row)) };
}

/** Takes out what a message said, in the actor's name; whether they may was asked before. */
export async function eraseMessage(turn: Turn, row: MessageRow): Promise<EventRow> {
  const { room, seq } = row;
  await turn.tx.patchMessage(room, seq, {
    body: null,
    deletedAtMs: turn.atMs,
    deletedBy: turn.actor,
    pinned: false,
  });
  await turn.tx.removeReactions(room, seq);
  await replaceMentions(turn, room, seq, null);
  await freeFiles(turn, await turn.tx.filesOf(room, seq));
  const { threadRoot } = row.message;
  if (threadRoot !== null) {
    const root = await turn.tx.event(room, threadRoot);
    if (root?.message) await countReply(turn, { ...root, message: root.message }, -1);
  }
  const detail = { target: seq, ...(threadRoot !== null && { threadRoot }) };
  return turn.append({ room, type: "message.deleted", detail });
}

function needMayDelete(standing: Standing, row: EventRow, actor: Author): void {
  if (isInside(standing) && isSame(row.author, actor)) return;
  const { role, room } = standing;
  if (!role || !mayInRoom(role, "message.deleteOthers", room.kind)) throw new Refusal("message_not_yours");
}

export async function pinMessage(
  turn: Turn,
  c: CommandOf<"message.pin" | "message.unpin">,
): Promise<unknown> {
  const { room } = await needRight(turn.tx, c.room, turn.actor, c.type);
  const row = await readMessage(turn, c.room, c.seq);
  needOpen(room);
  const pinned = c.type === "message.pin";
  if (row.message.pinned === pinned) return {};
  await turn.tx.patchMessage(c.room, c.seq, { pinned });
  await turn.append({
    room: c.room,
    type: pinned ? "message.pinned" : "message.unpinned",
    detail: { target: c.seq },
  });
  return {};
}

export async function addReaction(turn: Turn, c: CommandOf<"reaction.add">): Promise<unknown> {
  const user = await needReactor(turn, c);
  if (await turn.tx.get("reactions", c.room, c.seq, c.emoji, user)) return {};
  const kinds = new Set((await turn.tx.reactionsOf(c.room, [c.seq])).map((row) => row.emoji));
  if (!kinds.has(c.emoji) && kinds.size >= sizes.maxReactionKinds) {
    throw new Refusal("reactions_too_many", { max: sizes.maxReactionKinds });
  }
  await turn.tx.put("reactions", { room: c.room, seq: c.seq, emoji: c.emoji, user, atMs: turn.atMs });
  await turn.append({ room: c.room, type: "reaction.added", detail: { target: c.seq, emoji: c.emoji } });
  return {};
}

export async function removeReaction(turn: Turn, c: CommandOf<"reaction.remove">): Promise<unknown> {
  const user = await needReactor(turn, c);
  if (!(await turn.tx.get("reactions", c.room, c.seq, c.emoji, user))) return {};
  await turn.tx.remove("reactions", c.room, c.seq, c.emoji, user);
  await turn.append({ room: c.room, type: "reaction.removed", detail: { target: c.seq, emoji: c.emoji } });
  return {};
}

async function needReactor(turn: Turn, c: CommandOf<"reaction.add" | "reaction.remove">): Promise<UserId> {
  const { room } = await needMember(turn.tx, c.room, turn.actor, c.type);
  needOpen(room);
  await readMessage(turn, c.room, c.seq);
  return turn.user;
}

export async function markRead(turn: Turn, c: CommandOf<"read.mark">): Promise<unknown> {
  const { room, member } = await needMember(turn.tx, c.room, turn.actor, "read.mark");
  const readSeq = Math.min(c.seq, room.lastSeq);
  const wasUnmarked = await clearUnreadFrom(turn, c.room);
  if (readSeq <= member.readSeq && !wasUnmarked) return { readSeq: member.readSeq };
  if (readSeq <= member.readSeq) {
    await turn.tell(member.user, { type: "read.marked", room: c.room, seq: member.readSeq });
    return { readSeq: member.readSeq };
  }
  await turn.tx.put("members", { ...member, readSeq });
  await turn.tell(member.user, { type: "read.marked", room: c.room, seq: readSeq });
  return { readSeq };
}

/** A message that stands. */
export async function readMessage(turn: Turn, room: RoomId, seq: Seq): Promise<MessageRow> {
  const row = await turn.tx.event(room, seq);
  if (!row?.message) throw new Refusal("message_missing");
  if (row.message.deletedAtMs !== null) throw new Refusal("message_deleted");
  return { ...row, message: row.message };
}

/** A message that stands and is not itself in a thread. */
export async function readThreadRoot(turn: Turn, room: RoomId, seq: Seq): Promise<MessageRow> {
  const row = await readMessage(turn, room, seq);
  if (row.message.threadRoot !== null) throw new Refusal("message_missing");
  return row;
}

export async function countReply(turn: Turn, root: MessageRow, by: 1 | -1): Promise<void> {
  const replies = Math.max(0, root.message.replies + by);
  const lastReplyAtMs = by === 1 ? turn.atMs : root.message.lastReplyAtMs;
  await turn.tx.patchMessage(root.room, root.seq, { replies, lastReplyAtMs });
}

export function needOpen(room: { readonly archivedAtMs: number | null }): void {
  if (room.archivedAtMs !== null) throw new Refusal("room_archived");
}

function needContent(body: Body): void {
  if (body.kind === "text" && body.text.trim() === "" && !body.attachments)
    throw new Refusal("message_empty");
}

function isSame(a: Author, b: Author): boolean {
  return "user" in a ? "user" in b && a.user === b.user : "guest" in b && a.guest === b.guest;
}
