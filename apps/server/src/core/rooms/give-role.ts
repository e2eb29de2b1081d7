import type { Role, RoomId, UserId } from "@hearth/protocol";
import type { Turn } from "../turn.ts";

/** Gives a member another role in a room; nothing happens where nothing changes. */
export async function giveRole(turn: Turn, room: RoomId, user: UserId, role: Role): Promise<void> {
  const member = await turn.tx.get("members", room, user);
  const person = await turn.tx.get("users", user);
  if (!member || !person || member.role === role) return;
  await turn.tx.put("members", { ...member, role });
  await turn.append({ room, type: "role.changed", detail: { user, name: person.name, role } });
}
