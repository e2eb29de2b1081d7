import { type Author, Refusal, type Role, type RoomId, type SessionId, type UserId } from "@hearth/protocol";
import type { GuestRow } from "../rows.ts";
import type { Turn } from "../turn.ts";

/** Puts a person into a room: the row, the log entry, the feed entry. An invitation is used up. */
export async function addMember(turn: Turn, id: RoomId, user: UserId, role: Role): Promise<void> {
  const room = await turn.tx.get("rooms", id);
  const person = await turn.tx.get("users", user);
  if (!room || !person || person.goneAtMs !== null) throw new Refusal("user_missing");
  // Whoever comes in starts with nothing unread: what was said before was not said to them.
  await turn.tx.put("members", { room: id, user, role, joinedAtMs: turn.atMs, readSeq: room.lastSeq });
  await turn.tx.patchRoom(id, { memberCount: room.memberCount + 1 });
  await turn.tx.remove("invitations", id, user);
  await turn.append({ room: id, type: "member.joined", detail: { user, name: person.name } }, { user });
  await turn.tell(user, { type: "room.added", room: id });
}

type Guest = Extract<Author, { guest: SessionId }>;

/** Puts a guest into a room, for as long as the connection lives. */
export async function addGuest(turn: Turn, room: RoomId, guest: Guest, role: Role): Promise<void> {
  await turn.tx.put("guests", {
    room,
    guest: guest.guest,
    name: guest.name,
    role,
    joinedAtMs: turn.atMs,
  });
  await turn.append({ room, type: "guest.joined", detail: { name: guest.name } }, guest);
}

export async function leaveAsGuest(turn: Turn, row: GuestRow, reason?: string): Promise<void> {
  await dropGuest(turn, row);
  const detail = { name: row.name, ...(reason !== undefined && { reason }) };
  await turn.append({ room: row.room, type: "guest.left", detail }, { guest: row.guest, name: row.name });
}

export async function dropGuest(turn: Turn, row: GuestRow): Promise<void> {
  await turn.tx.remove("guests", row.room, row.guest);
  await turn.tx.remove("speakers", row.room, row.guest);
}
