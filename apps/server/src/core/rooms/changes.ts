import { type CommandOf, Refusal, type RoomId, type RoomKind, sizes, type UserId } from "@hearth/protocol";
import { needInside, needRight } from "../access/standing.ts";
import { freeRoomFiles } from "../files/changes.ts";
import { isBlocked } from "../messages/mentions.ts";
import type { RoomRow } from "../rows.ts";
import type { Turn } from "../turn.ts";
import { createFreeSlug } from "./free-slug.ts";
import { giveRole } from "./give-role.ts";
import { type OpenPairDeed, openPair } from "./guests.ts";
import { needRoomLeft } from "./membership.ts";
import { readRules } from "./rules.ts";
import { addGuest, addMember } from "./seats.ts";
import { createTitleKey } from "./title-key.ts";

interface NewRoom {
  readonly kind: RoomKind;
  readonly title: string;
  readonly topic: string;
  readonly directKey: string | null;
  readonly createdBy: UserId | null;
  /** Refused when taken; without it the room gets a free one. */
  readonly slug?: string | undefined;
}

/** Writes a room's row and the first entry of its log. Nobody is in it yet. */
export async function openRoom(turn: Turn, wanted: NewRoom): Promise<RoomRow> {
  const id = turn.ids.uuid() as RoomId;
  const { slug: wantedSlug, ...fields } = wanted;
  if (wantedSlug !== undefined) await needFreeSlug(turn, wantedSlug);
  const slug = wantedSlug ?? (await createFreeSlug(turn, wanted));
  await turn.tx.put("rooms", {
    ...fields,
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
  const { kind, title, topic, slug } = c;
  if ("guest" in turn.actor) {
    // Nobody could ever be invited to it again once the guest is gone.
    if (kind !== "public") throw new Refusal("guest_cannot");
    const room = await openRoom(turn, { kind, title, topic, slug, directKey: null, createdBy: null });
    await addGuest(turn, room.id, turn.actor, "owner");
    return { room: room.id };
  }
  await needRoomLeft(turn, turn.user);
  const room = await openRoom(turn, { kind, title, topic, slug, directKey: null, createdBy: turn.user });
  await addMember(turn, room.id, turn.user, "owner");
  return { room: room.id };
}

async function needFreeSlug(turn: Turn, slug: string): Promise<void> {
  if (await turn.tx.roomBySlug(slug)) throw new Refusal("slug_taken", { slug });
}

/** See `openPair`. */
export function openPairRoom(turn: Turn, deed: OpenPairDeed): Promise<unknown> {
  return openPair(turn, deed, (directKey) =>
    openRoom(turn, { kind: "direct", title: "", topic: "", directKey, createdBy: null }),
  );
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
    if ((await turn.tx.get("users", user))?.goneAtMs !== null) throw new Refusal("user_missing");
    if ((await isBlocked(turn, user, turn.user)) || (await isBlocked(turn, turn.user, user)))
      throw new Refusal("direct_closed");
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
  // Without a wish the slug stays: links and IRC channel names are made of it.
  const slug = c.slug === undefined || c.slug === room.slug ? {} : { slug: c.slug };
  if (room.title === c.title && slug.slug === undefined) return {};
  if (slug.slug !== undefined) await needFreeSlug(turn, slug.slug);
  await turn.tx.patchRoom(c.room, { title: c.title, titleKey: createTitleKey(c.title), ...slug });
  await turn.append({ room: c.room, type: "room.renamed", detail: { title: c.title, ...slug } });
  return {};
}

export async function setTopic(turn: Turn, c: CommandOf<"room.setTopic">): Promise<unknown> {
  const { topicOpen } = await readRules(turn.tx, c.room);
  const { room } = topicOpen
    ? await needInside(turn.tx, c.room, turn.actor, "message.send")
    : await needRight(turn.tx, c.room, turn.actor, c.type);
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
  await freeRoomFiles(turn, c.room);
  await turn.tx.eraseRoom(c.room);
  turn.announceErased(c.room, room.lastSeq + 1);
  for (const user of members) {
    const by = "user" in turn.actor ? { by: turn.actor.user } : {};
    await turn.tell(user, { type: "room.removed", room: c.room, why: "deleted", ...by });
  }
  for (const { user } of invited) await turn.tell(user, { type: "invitation.removed", room: c.room });
  return {};
}

/** The owner, whoever asks for it, becomes a moderator, the other the owner. */
export async function handOver(turn: Turn, c: CommandOf<"room.handOver">): Promise<unknown> {
  await needRight(turn.tx, c.room, turn.actor, c.type);
  const heir = await turn.tx.get("members", c.room, c.user);
  if (!heir) throw new Refusal("member_missing");
  const [first] = (await turn.tx.membersOf(c.room, null, 1)).rows;
  if (first?.role === "owner" && first.user !== heir.user)
    await giveRole(turn, c.room, first.user, "moderator");
  await giveRole(turn, c.room, heir.user, "owner");
  return {};
}

async function needRow(turn: Turn, id: RoomId): Promise<RoomRow> {
  const room = await turn.tx.get("rooms", id);
  if (!room) throw new Refusal("room_missing");
  return room;
}
