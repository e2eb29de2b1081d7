import {
  type Author,
  type CommandOf,
  Refusal,
  type RoomId,
  type SessionId,
  type UserId,
} from "@hearth/protocol";
import { outranks } from "../access/rights.ts";
import { needInside, needMember, needRight, readStanding } from "../access/standing.ts";
import { caps } from "../limits/caps.ts";
import { isBlocked } from "../messages/mentions.ts";
import type { MemberRow, RoomRow } from "../rows.ts";
import { forgetFollows } from "../threads/follows.ts";
import type { Turn } from "../turn.ts";
import { giveRole } from "./give-role.ts";
import { readRules } from "./rules.ts";
import { addGuest, addMember, leaveAsGuest } from "./seats.ts";

/** `pass`: a door's own exception from key, limit and invitation, which nobody can claim from outside. */
export interface EnterDeed {
  readonly type: "room.enter";
  readonly room: RoomId;
  readonly key?: string | undefined;
  readonly pass: boolean;
}
type Join = CommandOf<"room.join"> | EnterDeed;

export async function joinRoom(turn: Turn, c: Join): Promise<unknown> {
  const pass = c.type === "room.enter" && c.pass;
  if ("guest" in turn.actor) return joinAsGuest(turn, turn.actor, c, pass);
  const room = await turn.tx.get("rooms", c.room);
  const invited = await turn.tx.get("invitations", c.room, turn.user);
  if (!room || (room.kind !== "public" && !invited && !(await turn.tx.get("members", c.room, turn.user)))) {
    throw new Refusal("room_missing");
  }
  if (await turn.tx.get("members", c.room, turn.user)) return { room: c.room };
  if (await turn.tx.get("bans", c.room, turn.user)) throw new Refusal("room_banned");
  if (!invited && !pass) await needFitting(turn, room, c.key);
  needPlace(room);
  await needRoomLeft(turn, turn.user);
  await addMember(turn, c.room, turn.user, "member");
  return { room: c.room };
}

async function joinAsGuest(
  turn: Turn,
  guest: Extract<Author, { guest: SessionId }>,
  c: Join,
  pass: boolean,
): Promise<unknown> {
  const room = await turn.tx.get("rooms", c.room);
  if (room?.kind !== "public") throw new Refusal("room_missing");
  const rooms = await turn.tx.roomsOfGuest(guest.guest);
  if (rooms.some((row) => row.room === c.room)) return { room: c.room };
  if (!pass) await needFitting(turn, room, c.key);
  needPlace(room);
  if (rooms.length >= caps.maxRoomsPerUser)
    throw new Refusal("rooms_too_many", { max: caps.maxRoomsPerUser });
  await addGuest(turn, c.room, guest, "member");
  return { room: c.room };
}

/** What the room asks of those who were not invited. */
async function needFitting(turn: Turn, room: RoomRow, key: string | undefined): Promise<void> {
  const rules = await readRules(turn.tx, room.id);
  if (rules.inviteOnly) throw new Refusal("invitation_needed");
  if (rules.joinKey !== null && rules.joinKey !== key) throw new Refusal("room_key_wrong");
  if (rules.memberLimit === null) return;
  const inside = room.memberCount + (await turn.tx.guestsOf(room.id)).length;
  if (inside >= rules.memberLimit) throw new Refusal("room_full", { max: rules.memberLimit });
}

function needPlace(room: RoomRow): void {
  if (room.archivedAtMs !== null) throw new Refusal("room_archived");
  if (room.memberCount >= caps.maxMembersPerRoom)
    throw new Refusal("room_full", { max: caps.maxMembersPerRoom });
}

/** Refuses when a person is in as many rooms as one can be. */
export async function needRoomLeft(turn: Turn, user: UserId): Promise<void> {
  const rooms = await turn.tx.roomsOf(user);
  if (rooms.length >= caps.maxRoomsPerUser)
    throw new Refusal("rooms_too_many", { max: caps.maxRoomsPerUser });
}

/** An owner who leaves leaves the room to its longest-serving moderator, else to its longest-serving member. */
export async function leaveRoom(turn: Turn, c: CommandOf<"room.leave">): Promise<unknown> {
  const { guest } = await needInside(turn.tx, c.room, turn.actor, c.type);
  if (guest) await leaveAsGuest(turn, guest, c.reason);
  else await leaveAsMember(turn, c);
  return {};
}

async function leaveAsMember(turn: Turn, c: CommandOf<"room.leave">): Promise<void> {
  const { room, member } = await needMember(turn.tx, c.room, turn.actor, c.type);
  const name = await readName(turn, member.user);
  await dropMember(turn, room, member);
  const detail = { user: member.user, name, ...(c.reason !== undefined && { reason: c.reason }) };
  await turn.append({ room: room.id, type: "member.left", detail });
  await turn.tell(member.user, { type: "room.removed", room: room.id, why: "left" });
  if (member.role === "owner") await passOn(turn, room.id);
}

/** An owner left: the room is somebody else's. */
export async function passOn(turn: Turn, room: RoomId): Promise<void> {
  const [heir] = (await turn.tx.membersOf(room, null, 1)).rows;
  if (heir && heir.role !== "owner") await giveRole(turn, room, heir.user, "owner");
}

export async function removeMember(
  turn: Turn,
  c: CommandOf<"member.remove" | "member.ban">,
): Promise<unknown> {
  const { room, role } = await needRight(turn.tx, c.room, turn.actor, c.type);
  const banned = c.type === "member.ban";
  const target = await turn.tx.get("members", c.room, c.user);
  const person = await turn.tx.get("users", c.user);
  if (!person || person.goneAtMs !== null || (!target && !banned)) throw new Refusal("member_missing");
  const targetStanding = await readStanding(turn.tx, c.room, { user: c.user }).catch(() => null);
  const isSelf = "user" in turn.actor && turn.actor.user === c.user && !banned;
  if (!isSelf && !outranks(role, targetStanding?.role ?? "member"))
    throw new Refusal("right_missing", { command: c.type });
  if (banned) await turn.tx.put("bans", { room: c.room, user: c.user, by: turn.user, atMs: turn.atMs });
  if (!target && !(await takeBackInvitation(turn, c.room, c.user))) return {};
  if (target) await dropMember(turn, room, target);
  await turn.append({
    room: c.room,
    type: "member.removed",
    detail: { user: c.user, name: person.name, banned, ...reasonOf(c) },
  });
  if (target) await tellRemoved(turn, c.room, target);
  return {};
}

async function tellRemoved(turn: Turn, room: RoomId, { user, role }: MemberRow): Promise<void> {
  const why = (await turn.tx.get("bans", room, user)) ? "banned" : "removed";
  const by = "user" in turn.actor ? { by: turn.actor.user } : {};
  await turn.tell(user, { type: "room.removed", room, why, ...by });
  if (role === "owner") await passOn(turn, room);
}

function reasonOf(c: CommandOf<"member.remove" | "member.ban">): { reason?: string } {
  return c.type === "member.remove" && c.reason !== undefined ? { reason: c.reason } : {};
}

export async function unbanMember(turn: Turn, c: CommandOf<"member.unban">): Promise<unknown> {
  await needRight(turn.tx, c.room, turn.actor, c.type);
  if (!(await turn.tx.get("bans", c.room, c.user))) return {};
  await turn.tx.remove("bans", c.room, c.user);
  const name = await readName(turn, c.user);
  await turn.append({ room: c.room, type: "member.unbanned", detail: { user: c.user, name } });
  return {};
}

export async function setMemberRole(turn: Turn, c: CommandOf<"member.setRole">): Promise<unknown> {
  await needRight(turn.tx, c.room, turn.actor, c.type);
  const member = await turn.tx.get("members", c.room, c.user);
  if (!member) throw new Refusal("member_missing");
  if (member.role === "owner") throw new Refusal("right_missing", { command: c.type });
  await giveRole(turn, c.room, c.user, c.role);
  return {};
}

/** An invitation is an offer: nobody is put into a room against their will. */
export async function inviteToRoom(turn: Turn, c: CommandOf<"room.invite">): Promise<unknown> {
  const { room } = await needMember(turn.tx, c.room, turn.actor, c.type);
  if (room.archivedAtMs !== null) throw new Refusal("room_archived");
  const by = await turn.tx.get("users", turn.user);
  let invited = 0;
  for (const user of new Set(c.users)) {
    if (!by || !(await mayBeInvited(turn, room.id, user))) continue;
    await turn.tx.put("invitations", { room: room.id, user, by: by.id, atMs: turn.atMs });
    const card = { id: by.id, name: by.name, role: by.role };
    await turn.tell(user, {
      type: "invitation.added",
      invitation: { room: room.id, title: room.title, by: card, atMs: turn.atMs },
    });
    invited += 1;
  }
  return { invited };
}

async function mayBeInvited(turn: Turn, room: RoomId, user: UserId): Promise<boolean> {
  const person = await turn.tx.get("users", user);
  if (!person || person.goneAtMs !== null || (await isBlocked(turn, user, turn.user))) return false;
  const isHere = (await turn.tx.get("members", room, user)) ?? (await turn.tx.get("invitations", room, user));
  return !isHere && !(await turn.tx.get("bans", room, user));
}

export async function declineInvitation(turn: Turn, c: CommandOf<"invitation.decline">): Promise<unknown> {
  await takeBackInvitation(turn, c.room, turn.user);
  return {};
}

async function takeBackInvitation(turn: Turn, room: RoomId, user: UserId): Promise<boolean> {
  if (!(await turn.tx.get("invitations", room, user))) return false;
  await turn.tx.remove("invitations", room, user);
  await turn.tell(user, { type: "invitation.removed", room });
  return true;
}

export async function dropMember(turn: Turn, room: RoomRow, member: MemberRow): Promise<void> {
  await turn.tx.remove("members", room.id, member.user);
  await turn.tx.remove("speakers", room.id, member.user);
  await turn.tx.remove("attention", room.id, member.user);
  await forgetFollows(turn, room.id, member.user);
  await turn.tx.patchRoom(room.id, { memberCount: room.memberCount - 1 });
}

async function readName(turn: Turn, user: UserId): Promise<string> {
  return (await turn.tx.get("users", user))?.name ?? "";
}
