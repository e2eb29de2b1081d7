import {
  type Author,
  type Body,
  type ClientId,
  Refusal,
  type Role,
  type RoomId,
  type RoomKind,
  type Seq,
  type UploadId,
  type UserId,
} from "@hearth/protocol";
import { attachFiles, describeFiles, readUploads } from "../files/changes.ts";
import { caps } from "../limits/caps.ts";
import { countReply } from "../messages/changes.ts";
import { keepMentions } from "../messages/mentions.ts";
import { openRoom } from "../rooms/changes.ts";
import type { EventRow, RoomRow, UserRow } from "../rows.ts";
import type { Turn } from "../turn.ts";
import { needFreeName } from "../users/changes.ts";
import { createNameKey } from "../users/name-key.ts";

/*
 * What another program kept becomes entries of the log, each with the time and the person it had there. The keys
 * say what the other program called a thing, so that the same thing never comes twice. Nobody is told: whoever
 * imports may be another process than the one that serves.
 */

export interface ImportPersonDeed {
  readonly type: "import.person";
  readonly key: string;
  readonly user: UserId;
  /** Best first. When all are taken the first one gets a number. */
  readonly names: readonly string[];
  /** Is somebody who has the first of these names already the same person? */
  readonly isMatched: boolean;
}

/** A name nobody holds: no device, no password. The owner's code gives it to whoever it belongs to. */
export async function importPerson(turn: Turn, deed: ImportPersonDeed): Promise<unknown> {
  const known = await turn.tx.get("settings", deed.key);
  if (known && (await turn.tx.get("users", known.value as UserId)))
    return { user: known.value, isNew: false };
  const same = deed.isMatched ? await turn.tx.userByNameKey(createNameKey(deed.names[0] ?? "")) : undefined;
  const user = same?.id ?? deed.user;
  if (!same) await writeUnclaimed(turn, deed);
  await turn.tx.put("settings", { key: deed.key, value: user });
  return { user, isNew: !same };
}

async function writeUnclaimed(turn: Turn, { user, names }: ImportPersonDeed): Promise<void> {
  await turn.tx.put("users", {
    ...(await findFreeName(turn, names)),
    id: user,
    role: "member",
    passwordHash: null,
    createdAtMs: turn.atMs,
    lastSeenAtMs: turn.atMs,
    status: "",
    hidesLastSeen: 0,
    goneAtMs: null,
    eraseFrom: null,
    feedSeq: 0,
  });
}

type Names = Pick<UserRow, "name" | "nameKey" | "nameFold" | "nick" | "nickKey">;

async function findFreeName(turn: Turn, names: readonly string[]): Promise<Names> {
  for (let attempt = 0; ; attempt += 1) {
    const name = names[attempt] ?? `${names[0]} ${attempt - names.length + 2}`;
    try {
      return await needFreeName(turn, name, null);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
}

export interface ImportRoomDeed {
  readonly type: "import.room";
  readonly key: string;
  readonly kind: RoomKind;
  readonly title: string;
  readonly topic: string;
  /** Everyone in a direct chat; empty for other kinds. */
  readonly people: readonly UserId[];
}

/** The actor is who founded it. Answers the room, and whether its members are still to come. */
export async function importRoom(turn: Turn, deed: ImportRoomDeed): Promise<unknown> {
  const setting = await turn.tx.get("settings", deed.key);
  const known = setting && (await turn.tx.get("rooms", setting.value as RoomId));
  const room = known ?? (await openImported(turn, deed));
  const underway = await turn.tx.get("settings", underwayKey(deed.key));
  const state = underway?.value ?? `${known ? "again" : "first"} ${room.lastSeq}`;
  if (!underway) await turn.tx.put("settings", { key: underwayKey(deed.key), value: state });
  return { room: room.id, isNew: !known, isFirst: state.startsWith("first") };
}

/** While an import goes on it stands there: whether it is the first, and the log's end when it began. */
function underwayKey(key: string): string {
  return `${key} underway`;
}

async function openImported(
  turn: Turn,
  { key, kind, title, topic, people }: ImportRoomDeed,
): Promise<RoomRow> {
  const directKey = kind === "direct" ? [...people].sort().join(" ") : null;
  const same = directKey === null ? undefined : await turn.tx.roomByDirectKey(directKey);
  const room = same ?? (await openRoom(turn, { kind, title, topic, directKey, createdBy: turn.user }));
  // Until it is whole nobody joins it, writes in it, or finds it in a list.
  if (!same) await turn.tx.patchRoom(room.id, { archivedAtMs: turn.atMs });
  await turn.tx.put("settings", { key, value: room.id });
  return room;
}

export interface ImportMembersDeed {
  readonly type: "import.members";
  readonly room: RoomId;
  readonly members: readonly { readonly user: UserId; readonly role: Role }[];
}

/** Puts people in without an entry each: when they came is not known. Who finds no place is left out. */
export async function importMembers(turn: Turn, { room: id, members }: ImportMembersDeed): Promise<unknown> {
  let added = 0;
  for (const { user, role } of members) {
    const room = await turn.tx.get("rooms", id);
    if (!room || room.memberCount >= caps.maxMembersPerRoom) break;
    if (await turn.tx.get("members", id, user)) continue;
    if (await isGone(turn, user)) continue;
    if ((await turn.tx.roomsOf(user)).length >= caps.maxRoomsPerUser) continue;
    await turn.tx.put("members", {
      room: id,
      user,
      role,
      joinedAtMs: room.createdAtMs,
      readSeq: room.lastSeq,
    });
    await turn.tx.patchRoom(id, { memberCount: room.memberCount + 1 });
    added += 1;
  }
  return { added };
}

/** Somebody who was deleted here is not brought back. */
async function isGone(turn: Turn, user: UserId): Promise<boolean> {
  return (await turn.tx.get("users", user))?.goneAtMs != null;
}

/** Another message of the same room, as the source tells it. */
interface MessageName {
  readonly author: UserId;
  readonly clientId: ClientId;
}

export interface ImportMessageDeed {
  readonly type: "import.message";
  readonly room: RoomId;
  /** Made of what the source calls it. */
  readonly clientId: ClientId;
  /** `null`: it was deleted there, and only its place is known. */
  readonly body: Body | null;
  readonly files: readonly UploadId[];
  readonly threadRoot: MessageName | null;
  readonly replyTo: MessageName | null;
  readonly isAlsoInRoom: boolean;
  readonly editedAtMs: number | null;
  readonly isPinned: boolean;
  readonly reactions: readonly { readonly emoji: string; readonly user: UserId; readonly atMs: number }[];
}

/** The actor wrote it, at the change's time. One that is there stays as it is. */
export async function importMessage(turn: Turn, deed: ImportMessageDeed): Promise<unknown> {
  if (await turn.tx.eventByClientId(deed.room, turn.actor, deed.clientId)) return { isNew: false };
  if (await isGone(turn, turn.user)) return { isNew: false };
  const found = await findMessage(turn, deed.room, deed.threadRoot);
  const root = found?.message?.threadRoot === null ? found : undefined;
  const replied = await findMessage(turn, deed.room, deed.replyTo);
  const uploads = await readUploads(turn, deed.files);
  const body = deed.body && describeFiles(deed.body, uploads);
  const message = {
    clientId: deed.clientId,
    body,
    replyTo: replied?.seq ?? null,
    threadRoot: root?.seq ?? null,
    alsoInRoom: root !== undefined && deed.isAlsoInRoom,
  };
  const row = await turn.append({ room: deed.room, type: "message.sent", message });
  await attachFiles(turn, row, uploads);
  await keepMentions(turn, deed.room, row.seq, body);
  if (root?.message) await countReply(turn, { ...root, message: root.message }, 1);
  await foldLater(turn, row, deed);
  return { isNew: true };
}

/** What happened to the message afterwards. */
async function foldLater(turn: Turn, { room, seq }: EventRow, deed: ImportMessageDeed): Promise<void> {
  const detail = { target: seq };
  if (deed.body === null) {
    await turn.tx.patchMessage(room, seq, { deletedAtMs: turn.atMs, deletedBy: turn.actor });
    await turn.append({ room, type: "message.deleted", detail });
  }
  if (deed.editedAtMs !== null) {
    await turn.tx.patchMessage(room, seq, { editedAtMs: deed.editedAtMs });
    await turn.append({ room, type: "message.edited", detail }, turn.actor, deed.editedAtMs);
  }
  if (deed.isPinned) {
    await turn.tx.patchMessage(room, seq, { pinned: true });
    await turn.append({ room, type: "message.pinned", detail });
  }
  for (const { emoji, user, atMs } of deed.reactions) {
    if (await isGone(turn, user)) continue;
    await turn.tx.put("reactions", { room, seq, emoji, user, atMs });
    await turn.append({ room, type: "reaction.added", detail: { ...detail, emoji } }, { user }, atMs);
  }
}

async function findMessage(
  turn: Turn,
  room: RoomId,
  name: MessageName | null,
): Promise<EventRow | undefined> {
  if (!name) return undefined;
  const author: Author = { user: name.author };
  return turn.tx.eventByClientId(room, author, name.clientId);
}

export interface FinishImportDeed {
  readonly type: "import.finish";
  readonly key: string;
  readonly room: RoomId;
  readonly isArchived: boolean;
}

/** Whoever had read everything has still read everything. */
export async function finishImport(turn: Turn, deed: FinishImportDeed): Promise<unknown> {
  const underway = await turn.tx.get("settings", underwayKey(deed.key));
  if (!underway) return {};
  const [time, since = "0"] = underway.value.split(" ");
  if (time === "first") {
    await turn.tx.patchRoom(deed.room, { archivedAtMs: deed.isArchived ? turn.atMs : null });
    if (deed.isArchived) await turn.append({ room: deed.room, type: "room.archived" });
  }
  await moveMarks(turn, deed.room, Number(since));
  await turn.tx.remove("settings", underwayKey(deed.key));
  return {};
}

async function moveMarks(turn: Turn, id: RoomId, since: Seq): Promise<void> {
  const room = await turn.tx.get("rooms", id);
  if (!room) return;
  for (const user of await turn.tx.memberIds(id)) {
    const member = await turn.tx.get("members", id, user);
    if (member && member.readSeq >= since) await turn.tx.put("members", { ...member, readSeq: room.lastSeq });
  }
}
