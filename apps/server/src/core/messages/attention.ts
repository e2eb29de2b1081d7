import {
  type AttentionLevel,
  type CommandOf,
  Refusal,
  type RoomId,
  type RoomKind,
  type UserId,
} from "@hearth/protocol";
import { needMember } from "../access/standing.ts";
import type { Reads } from "../ports.ts";
import type { AttentionRow } from "../rows.ts";
import type { Turn } from "../turn.ts";

/** What a person wants to be told of, where they said nothing else: everything that was said to them alone. */
export function usualLevel(kind: RoomKind): AttentionLevel {
  return kind === "direct" ? "all" : "mentions";
}

export async function readAttention(reads: Reads, room: RoomId, user: UserId): Promise<AttentionRow> {
  const known = await reads.get("attention", room, user);
  return known ?? { room, user, level: null, muted: 0, unreadFrom: null };
}

export async function setAttention(turn: Turn, c: CommandOf<"room.setAttention">): Promise<unknown> {
  const { room } = await needMember(turn.tx, c.room, turn.actor, c.type);
  const before = await readAttention(turn.tx, c.room, turn.user);
  const level = c.level ?? before.level ?? usualLevel(room.kind);
  const muted = c.muted ?? before.muted === 1;
  if (level === (before.level ?? usualLevel(room.kind)) && muted === (before.muted === 1)) return {};
  await turn.tx.put("attention", { ...before, level, muted: muted ? 1 : 0 });
  await turn.tell(turn.user, { type: "attention.changed", room: c.room, level, muted });
  return {};
}

/** Puts the beginning of what is unread to a message; the read mark itself stays where it is. */
export async function unmarkRead(turn: Turn, c: CommandOf<"read.unmark">): Promise<unknown> {
  const { room, member } = await needMember(turn.tx, c.room, turn.actor, c.type);
  if (c.seq > room.lastSeq) throw new Refusal("message_missing");
  const before = await readAttention(turn.tx, c.room, turn.user);
  // What was not read yet is unread anyway.
  if (c.seq > member.readSeq || before.unreadFrom === c.seq) return {};
  await turn.tx.put("attention", { ...before, unreadFrom: c.seq });
  await turn.tell(turn.user, { type: "unread.marked", room: c.room, seq: c.seq });
  return {};
}

/** Reading on ends what was put back to unread; whether there was anything. */
export async function clearUnreadFrom(turn: Turn, room: RoomId): Promise<boolean> {
  const before = await readAttention(turn.tx, room, turn.user);
  if (before.unreadFrom === null) return false;
  await turn.tx.put("attention", { ...before, unreadFrom: null });
  return true;
}
