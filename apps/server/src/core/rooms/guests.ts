import {
  type Author,
  type CommandOf,
  Refusal,
  type RoomId,
  type SessionId,
  type UserId,
} from "@hearth/protocol";
import { higherRole } from "../access/rights.ts";
import { needRight } from "../access/standing.ts";
import { freeRoomFiles } from "../files/changes.ts";
import type { RoomRow } from "../rows.ts";
import type { Turn } from "../turn.ts";
import { addGuest, addMember, dropGuest, leaveAsGuest } from "./seats.ts";

export interface EndGuestDeed {
  readonly type: "guest.end";
  readonly guest: SessionId;
  readonly reason?: string;
}
/** The connection is gone, and with it everything that lived as long as it. */
export async function endGuest(turn: Turn, deed: EndGuestDeed): Promise<unknown> {
  for (const row of await turn.tx.roomsOfGuest(deed.guest)) {
    await leaveAsGuest(turn, row, deed.reason);
    await eraseDeserted(turn, row.room);
  }
  return {};
}

/** What guests said to each other alone is nobody's once both are gone. */
async function eraseDeserted(turn: Turn, id: RoomId): Promise<void> {
  const room = await turn.tx.get("rooms", id);
  if (room?.kind !== "direct" || room.memberCount > 0) return;
  if ((await turn.tx.guestsOf(id)).length > 0) return;
  await freeRoomFiles(turn, id);
  await turn.tx.eraseRoom(id);
  turn.announceErased(id, room.lastSeq + 1);
}

export interface RenameGuestDeed {
  readonly type: "guest.rename";
  readonly guest: SessionId;
  readonly name: string;
}
export async function renameGuest(turn: Turn, deed: RenameGuestDeed): Promise<unknown> {
  for (const row of await turn.tx.roomsOfGuest(deed.guest)) {
    await turn.tx.put("guests", { ...row, name: deed.name });
  }
  return {};
}

export interface AdoptGuestDeed {
  readonly type: "guest.adopt";
  readonly guest: SessionId;
  readonly user: UserId;
}
/** A guest has signed in: the person takes over the guest's places, with the guest's role there. */
export async function adoptGuest(turn: Turn, deed: AdoptGuestDeed): Promise<unknown> {
  for (const row of await turn.tx.roomsOfGuest(deed.guest)) {
    const member = await turn.tx.get("members", row.room, deed.user);
    const room = await turn.tx.get("rooms", row.room);
    if (member) await turn.tx.put("members", { ...member, role: higherRole(member.role, row.role) });
    // A direct chat is between the ones who began it, and a ban holds whichever way one comes.
    else if (room && room.kind !== "direct" && !(await turn.tx.get("bans", row.room, deed.user)))
      await addMember(turn, row.room, deed.user, row.role);
    await leaveAsGuest(turn, row);
  }
  return {};
}

/** A guest's role is of the moment: it protects nobody from those who keep order. */
export async function removeGuest(turn: Turn, c: CommandOf<"guest.remove">): Promise<unknown> {
  await needRight(turn.tx, c.room, turn.actor, c.type);
  const row = await turn.tx.get("guests", c.room, c.guest);
  if (!row) throw new Refusal("member_missing");
  await dropGuest(turn, row);
  const detail = { guest: c.guest, name: row.name, ...(c.reason !== undefined && { reason: c.reason }) };
  await turn.append({ room: c.room, type: "guest.removed", detail });
  return {};
}

export async function setGuestRole(turn: Turn, c: CommandOf<"guest.setRole">): Promise<unknown> {
  const row = await turn.tx.get("guests", c.room, c.guest);
  // Whoever has a role may put it down.
  if (!isSelf(turn, c.guest) || c.role !== "member") await needRight(turn.tx, c.room, turn.actor, c.type);
  if (!row) throw new Refusal("member_missing");
  if (row.role === c.role) return {};
  await turn.tx.put("guests", { ...row, role: c.role });
  const detail = { guest: c.guest, name: row.name, role: c.role };
  await turn.append({ room: c.room, type: "guest.roleChanged", detail });
  return {};
}

function isSelf(turn: Turn, guest: SessionId): boolean {
  return "guest" in turn.actor && turn.actor.guest === guest;
}

export async function setSpeaker(turn: Turn, c: CommandOf<"speaker.set">): Promise<unknown> {
  await needRight(turn.tx, c.room, turn.actor, c.type);
  const name = await readNameInside(turn, c.room, c.person);
  const isOn = (await turn.tx.get("speakers", c.room, c.person)) !== undefined;
  if (isOn === c.on) return {};
  if (c.on) await turn.tx.put("speakers", { room: c.room, person: c.person });
  else await turn.tx.remove("speakers", c.room, c.person);
  await turn.append({ room: c.room, type: "speaker.changed", detail: { person: c.person, name, on: c.on } });
  return {};
}

async function readNameInside(turn: Turn, room: RoomId, person: UserId | SessionId): Promise<string> {
  const guest = await turn.tx.get("guests", room, person as SessionId);
  if (guest) return guest.name;
  const member = await turn.tx.get("members", room, person as UserId);
  const user = member && (await turn.tx.get("users", member.user));
  if (!user) throw new Refusal("member_missing");
  return user.name;
}

export interface OpenPairDeed {
  readonly type: "direct.openPair";
  readonly parties: readonly Author[];
}
type OpenRoom = (directKey: string) => Promise<RoomRow>;

/** The direct chat of a person or guest with another one, or with themselves: the one there is, or a new one. */
export async function openPair(turn: Turn, deed: OpenPairDeed, open: OpenRoom): Promise<unknown> {
  const byId = new Map(deed.parties.map((party) => ["user" in party ? party.user : party.guest, party]));
  const directKey = [...byId.keys()].sort().join(" ");
  const known = await turn.tx.roomByDirectKey(directKey);
  if (known) return { room: known.id };
  const room = await open(directKey);
  for (const party of byId.values()) {
    if ("user" in party) await addMember(turn, room.id, party.user, "member");
    else await addGuest(turn, room.id, party, "member");
  }
  return { room: room.id };
}
