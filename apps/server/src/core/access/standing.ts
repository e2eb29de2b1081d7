import { type Author, Refusal, type Role, type RoomId } from "@hearth/protocol";
import type { Reads } from "../ports.ts";
import type { GuestRow, MemberRow, RoomRow } from "../rows.ts";
import { higherRole, isClosedTo, mayInRoom, type RoomRight } from "./rights.ts";

/** How someone stands to a room they may know of. `role` is `null` for an outsider of a public room. */
export interface Standing {
  readonly room: RoomRow;
  readonly member: MemberRow | undefined;
  /** Instead of `member`, for a guest who is in the room. */
  readonly guest: GuestRow | undefined;
  readonly role: Role | null;
}

/**
 * Reads how `actor` stands to `room`, now.
 * Refuses `room_missing` alike for a room that is not there and one the actor may not see.
 */
export async function readStanding(reads: Reads, id: RoomId, actor: Author): Promise<Standing> {
  const room = await reads.get("rooms", id);
  if (!room) throw new Refusal("room_missing");
  const member = "user" in actor ? await reads.get("members", id, actor.user) : undefined;
  const guest = "guest" in actor ? await reads.get("guests", id, actor.guest) : undefined;
  if (!member && !guest && room.kind !== "public") throw new Refusal("room_missing");
  return { room, member, guest, role: guest?.role ?? (await readRole(reads, room, member, actor)) };
}

/** A community's owner and moderators keep order in every room they may see. */
async function readRole(
  reads: Reads,
  room: RoomRow,
  member: MemberRow | undefined,
  actor: Author,
): Promise<Role | null> {
  if (!("user" in actor)) return null;
  const user = await reads.get("users", actor.user);
  if (user?.goneAtMs) throw new Refusal("person_deleted");
  if (room.kind === "direct") return member?.role ?? null;
  const communityRole = user?.role ?? "member";
  if (!member) return communityRole === "member" ? null : communityRole;
  return higherRole(member.role, communityRole);
}

/** The standing of someone who may do `right`; membership is needed where `members` says so. */
export async function needRight(
  reads: Reads,
  id: RoomId,
  actor: Author,
  right: RoomRight,
): Promise<Standing & { role: Role }> {
  const standing = await readStanding(reads, id, actor);
  const { room, role } = standing;
  if (isClosedTo(right, room.kind)) throw new Refusal("direct_fixed");
  if (!role || !mayInRoom(role, right, room.kind)) throw refusal(standing, right);
  return { ...standing, role };
}

/** Is this someone who is in the room, as a member or as a guest? */
export function isInside({ member, guest }: Standing): boolean {
  return member !== undefined || guest !== undefined;
}

/** Like `needRight`, for what everyone in the room does, guests included. */
export async function needInside(
  reads: Reads,
  id: RoomId,
  actor: Author,
  right: RoomRight,
): Promise<Standing & { role: Role }> {
  const standing = await needRight(reads, id, actor, right);
  if (!isInside(standing)) throw new Refusal("member_missing");
  return standing;
}

/** Like `needRight`, for what only members do: marking as read, inviting. */
export async function needMember(
  reads: Reads,
  id: RoomId,
  actor: Author,
  right: RoomRight = "message.send",
): Promise<Standing & { role: Role; member: MemberRow }> {
  const standing = await needRight(reads, id, actor, right);
  if (!standing.member) throw new Refusal("member_missing");
  return { ...standing, member: standing.member };
}

/** An outsider of a public room is told to join; a member which right is missing. */
function refusal(standing: Standing, right: RoomRight): Refusal {
  return isInside(standing)
    ? new Refusal("right_missing", { command: right })
    : new Refusal("member_missing");
}
