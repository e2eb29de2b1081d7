import { type CommandOf, Refusal, type RoomId, type RoomKind, sizes, type UserId } from "@hearth/protocol";
import { needRight } from "../access/standing.ts";
import type { RoomRow } from "../rows.ts";
import type { Turn } from "../turn.ts";
import { createFreeSlug } from "./free-slug.ts";
import { giveRole } from "./give-role.ts";
import { addMember, needRoomLeft } from "./membership.ts";
import { createTitleKey } from "./title-key.ts";

interface NewRoom {
  readonly kind: RoomKind;
  readonly title: string;
  readonly topic: string;
  readonly directKey: string | null;
  readonly createdBy: UserId | null;
}

/** Writes a room's row and the first entry of its log. Nobody is in it yet. */
export async function openRoom(turn: Turn, wanted: NewRoom): Promise<RoomRow> {
  const id = turn.ids.uuid() as RoomId;
  const slug = await createFreeSlug(turn, wanted);
  await turn.tx.put("rooms", {
    ...wanted,
    id,
    slug,
    titleKey: createTitleKey(wanted.title),
    createdAtMs: turn.atMs,
    archivedAtMs: null,
    memberCount: 0,
    lastSeq: 0,
    lastN: 0,
    firstSeq: 1,
  });
  await turn.append({ room: id, type: "room.created", detail: { kind: wanted.kind, title: wanted.title } });
  return needRow(turn, id);
}

export async function createRoom(turn: Turn, c: CommandOf<"room.create">): Promise<unknown> {
  await needRoomLeft(turn, turn.user);
  const { kind, title, topic } = c;
  const room = await openRoom(turn, { kind, title, topic, directKey: null, createdBy: turn.user });
  await addMember(turn, room.id, turn.user, "owner");
  return { room: room.id };
}

/** The chat of exactly these people: the one there is, or a new one. */
export async function openDirect(turn: Turn, c: CommandOf<"direct.open">): Promise<unknown> {
  const people = [...new Set([turn.user, ...c.users])].sort();
  if (people.length < 2 || people.length > sizes.maxDirectMembers) {
    throw new Refusal("direct_size", { max: sizes.maxDirectMembers });
  }
  const directKey = people.join(" ");
  const known = await turn.tx.roomByDirectKey(directKey);
  if (known) return { room: known.id };
  for (const user of people) {
    if (!(await turn.tx.get("users", user))) throw new Refusal("user_missing");
    await needRoomLeft(turn, user);
  }
  const room = await openRoom(turn, {
    kind: "direct",
    title: "",
    topic: "",
    directKey,
    createdBy: turn.user,
  });
  for (const user of people) await addMember(turn, room.id, user, "member");
  return { room: room.id };
}

export async function renameRoom(turn: Turn, c: CommandOf<"room.rename">): Promise<unknown> {
  const { room } = await needRight(turn.tx, c.room, turn.actor, c.type);
  if (room.title === c.title) return {};
  // The slug stays: links and IRC channel names are made of it.
  await turn.tx.patchRoom(c.room, { title: c.title, titleKey: createTitleKey(c.title) });
  await turn.append({ room: c.room, type: "room.renamed", detail: { title: c.title } });
  return {};
}

export async function setTopic(turn: Turn, c: CommandOf<"room.setTopic">): Promise<unknown> {
  const { room } = await needRight(turn.tx, c.room, turn.actor, c.type);
  if (room.topic === c.topic) return {};
  await turn.tx.patchRoom(c.room, { topic: c.topic });
  await turn.append({ room: c.room, type: "topic.changed", detail: { topic: c.topic } });
  return {};
}

export async function archiveRoom(
  turn: Turn,
  c: CommandOf<"room.archive" | "room.unarchive">,
): Promise<unknown> {
  const { room } = await needRight(turn.tx, c.room, turn.actor, c.type);
  const archive = c.type === "room.archive";
  if ((room.archivedAtMs !== null) === archive) return {};
  await turn.tx.patchRoom(c.room, { archivedAtMs: archive ? turn.atMs : null });
  await turn.append({ room: c.room, type: archive ? "room.archived" : "room.unarchived" });
  return {};
}

/** Erases the room and everything in it; each member's feed says so. */
export async function deleteRoom(turn: Turn, c: CommandOf<"room.delete">): Promise<unknown> {
  const { room } = await needRight(turn.tx, c.room, turn.actor, c.type);
  const members = await turn.tx.memberIds(c.room);
  const invited = await turn.tx.invitationsTo(c.room);
  await turn.tx.eraseRoom(c.room);
  turn.announceErased(c.room, room.lastSeq + 1);
  for (const user of members) {
    await turn.tell(user, { type: "room.removed", room: c.room, why: "deleted", by: turn.user });
  }
  for (const { user } of invited) await turn.tell(user, { type: "invitation.removed", room: c.room });
  return {};
}

/** The owner becomes a moderator, the other the owner. */
export async function handOver(turn: Turn, c: CommandOf<"room.handOver">): Promise<unknown> {
  await needRight(turn.tx, c.room, turn.actor, c.type);
  const heir = await turn.tx.get("members", c.room, c.user);
  if (!heir) throw new Refusal("member_missing");
  const mine = await turn.tx.get("members", c.room, turn.user);
  if (mine?.role === "owner" && mine.user !== heir.user) await giveRole(turn, c.room, mine.user, "moderator");
  await giveRole(turn, c.room, heir.user, "owner");
  return {};
}

async function needRow(turn: Turn, id: RoomId): Promise<RoomRow> {
  const room = await turn.tx.get("rooms", id);
  if (!room) throw new Refusal("room_missing");
  return room;
}
