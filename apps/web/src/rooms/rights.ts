import type { Me, RoomState } from "@hearth/client";
import type { Role } from "@hearth/protocol";

const rank: Readonly<Record<Role, number>> = { member: 1, moderator: 2, owner: 3 };

/** What to offer in a room; the server decides again when it is asked. */
export interface RoomRights {
  readonly invite: boolean;
  readonly leave: boolean;
  /** Rename, topic, remove, keep out. */
  readonly moderate: boolean;
  /** Archive, delete, hand over, roles. */
  readonly own: boolean;
}

export function rightsIn(room: Pick<RoomState, "kind" | "myRole">, me: Pick<Me, "role"> | null): RoomRights {
  if (room.kind === "direct") return { invite: false, leave: false, moderate: false, own: false };
  const role = roleIn(room, me);
  return { invite: true, leave: true, moderate: rank[role] >= rank.moderator, own: role === "owner" };
}

/** The community's owner and moderators keep order in every room. */
export function roleIn(room: Pick<RoomState, "myRole">, me: Pick<Me, "role"> | null): Role {
  const community = me?.role ?? "member";
  return rank[room.myRole] >= rank[community] ? room.myRole : community;
}

/** Nobody acts against equals or higher ones. */
export function outranks(a: Role, b: Role): boolean {
  return rank[a] > rank[b];
}
