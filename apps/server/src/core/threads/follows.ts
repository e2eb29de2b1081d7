import type { Body, RoomId, Seq, UserId } from "@hearth/protocol";
import { isBlocked } from "../messages/mentions.ts";
import type { EventRow, FollowRow, MessagePart } from "../rows.ts";
import type { Turn } from "../turn.ts";

type MessageRow = EventRow & { readonly message: MessagePart };

/**
 * Who began a thread, answers in it or is named in it follows it from there on. Who once stopped comes back only by
 * their own hand: by following, or by answering again. `root` is as it stood before the reply.
 */
export async function followByReply(
  turn: Turn,
  root: MessageRow,
  reply: EventRow,
  body: Body,
): Promise<void> {
  if (root.message.replies === 0) await followByBeginning(turn, root);
  await followByNaming(turn, reply, root.seq, body);
  if (!("user" in turn.actor)) return;
  const { user } = turn.actor;
  const before = await turn.tx.get("follows", reply.room, user, root.seq);
  const row = before ?? { room: reply.room, user, root: root.seq, readSeq: reply.seq };
  if (before?.following !== 1) await keep(turn, { ...row, following: 1 });
}

/** The first answer makes a message a thread: of who wrote it, and of those it names. */
async function followByBeginning(turn: Turn, root: MessageRow): Promise<void> {
  if ("user" in root.author) await begin(turn, root, root.author.user, root.seq);
  for (const { who } of await turn.tx.mentionsOn(root.room, root.seq))
    if (!who.startsWith("*")) await begin(turn, root, who as UserId, root.seq);
}

/** Those a reply names follow from this reply on. */
export async function followByNaming(turn: Turn, reply: EventRow, root: Seq, body: Body): Promise<void> {
  const named = body.kind === "text" ? (body.mentions ?? []) : [];
  for (const { user } of named) {
    if (!user || ("user" in turn.actor && (await isBlocked(turn, user, turn.actor.user)))) continue;
    await begin(turn, { room: reply.room, seq: root }, user, reply.seq - 1);
  }
}

async function begin(
  turn: Turn,
  { room, seq: root }: Pick<EventRow, "room" | "seq">,
  user: UserId,
  readSeq: Seq,
): Promise<void> {
  if (await turn.tx.get("follows", room, user, root)) return;
  if (await turn.tx.get("members", room, user)) await keep(turn, { room, user, root, following: 1, readSeq });
}

/** Writes it and tells all devices of the person. */
export async function keep(turn: Turn, row: FollowRow): Promise<void> {
  await turn.tx.put("follows", row);
  const { room, root, readSeq } = row;
  await turn.tell(row.user, {
    type: "thread.changed",
    room,
    root,
    following: row.following === 1,
    readSeq,
  });
}

/** Whoever leaves a room follows nothing there, also when they come back. */
export async function forgetFollows(turn: Turn, room: RoomId, user: UserId): Promise<void> {
  for (const { root } of await turn.tx.followsOf(room, user))
    await turn.tx.remove("follows", room, user, root);
}
