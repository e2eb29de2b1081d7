import type { CommandOf } from "@hearth/protocol";
import { needMember } from "../access/standing.ts";
import { readThreadRoot } from "../messages/changes.ts";
import type { Turn } from "../turn.ts";
import { keep } from "./follows.ts";

/** By one's own hand: from now on, or no more. What was said before is not new. */
export async function followThread(
  turn: Turn,
  c: CommandOf<"thread.follow" | "thread.unfollow">,
): Promise<unknown> {
  const { room } = await needMember(turn.tx, c.room, turn.actor, c.type);
  const following = c.type === "thread.follow" ? 1 : 0;
  const before = await turn.tx.get("follows", c.room, turn.user, c.root);
  if (before?.following === following) return {};
  if (following === 1 || !before) await readThreadRoot(turn, c.room, c.root);
  await keep(turn, { room: c.room, user: turn.user, root: c.root, following, readSeq: room.lastSeq });
  return {};
}

/** The mark of a thread moves forward only; who does not follow it has none. */
export async function readThread(turn: Turn, c: CommandOf<"thread.read">): Promise<unknown> {
  const { room } = await needMember(turn.tx, c.room, turn.actor, c.type);
  const row = await turn.tx.get("follows", c.room, turn.user, c.root);
  const readSeq = Math.min(c.seq, room.lastSeq);
  if (row?.following !== 1 || readSeq <= row.readSeq) return { readSeq: row?.readSeq ?? 0 };
  await keep(turn, { ...row, readSeq });
  return { readSeq };
}
