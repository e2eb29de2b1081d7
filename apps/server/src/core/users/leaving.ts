import { goneName, Refusal, type RoomId, type UploadId, type UserId } from "@hearth/protocol";
import { freeRoomFiles, removeUpload } from "../files/changes.ts";
import { eraseMessage } from "../messages/changes.ts";
import { dropMember, passOn } from "../rooms/membership.ts";
import type { EventRow, MemberRow, RoomRow, UserRow } from "../rows.ts";
import type { Turn } from "../turn.ts";
import { clearCode } from "./changes.ts";

export interface DeletePersonDeed {
  readonly type: "person.delete";
  readonly user: UserId;
}

/**
 * From here on the person is nobody: no name, no way in, no role. What they left behind goes in later steps, so
 * that nobody waits for somebody with a hundred thousand messages. Doing it again changes nothing.
 */
export async function deletePerson(turn: Turn, { user }: DeletePersonDeed): Promise<unknown> {
  const row = await turn.tx.get("users", user);
  if (!row) throw new Refusal("user_missing");
  if (row.goneAtMs !== null) return {};
  if (row.role === "owner" && !(await turn.tx.hasUserWithRole("owner", user)))
    throw new Refusal("last_owner");
  await turn.tx.put("users", { ...row, ...formatGone(user), goneAtMs: turn.atMs });
  for (const { id } of await turn.tx.devicesOf(user)) await turn.tx.remove("devices", id);
  await clearCode(turn, { kind: "device", user });
  await turn.tx.remove("logins", user);
  await turn.tell(user, { type: "devices.changed" });
  return {};
}

/** Keys that no name can have keep the name itself free. */
function formatGone(user: UserId) {
  const key = `\u0001${user}`;
  const names = { name: goneName, nameKey: key, nameFold: "", nick: "someone", nickKey: key };
  const said = { status: "", hidesLastSeen: 1, passwordHash: null } as const;
  return { ...names, ...said, role: "member", lastSeenAtMs: 0, eraseFrom: "" } as const;
}

const maxRoomsAtOnce = 20;
const maxEntriesAtOnce = 50;

export interface ErasePersonDeed {
  readonly type: "person.erase";
  readonly user: UserId;
}
export interface Erased {
  readonly isDone: boolean;
  /** Uploads that ended with their person. */
  readonly uploads: readonly UploadId[];
}

/** One bounded step of erasing what a deleted person left behind. The row says how far it came, so a stop costs nothing. */
export async function erasePerson(turn: Turn, { user }: ErasePersonDeed): Promise<Erased> {
  const row = await turn.tx.get("users", user);
  if (!row || row.eraseFrom === null) return { isDone: true, uploads: [] };
  const rooms = await turn.tx.roomsOf(user);
  for (const member of rooms.slice(0, maxRoomsAtOnce)) await leaveForGood(turn, member);
  if (rooms.length > 0) return { isDone: false, uploads: [] };
  const part = await turn.tx.entriesBy(user, row.eraseFrom || null, maxEntriesAtOnce);
  for (const entry of part.rows) await eraseEntry(turn, entry);
  await turn.tx.put("users", { ...row, eraseFrom: part.next });
  return part.next === null ? finishErasing(turn, row) : { isDone: false, uploads: [] };
}

async function leaveForGood(turn: Turn, member: MemberRow): Promise<void> {
  const room = await turn.tx.get("rooms", member.room);
  if (!room) return;
  await dropMember(turn, room, member);
  await turn.append({ room: room.id, type: "member.left", detail: { user: member.user, name: goneName } });
  if (member.role === "owner") await passOn(turn, room.id);
  if (await isOrphaned(turn, room)) await eraseOrphan(turn, room.id);
}

/** Nobody is in it, and nobody could ever come. */
async function isOrphaned(turn: Turn, { id, kind, memberCount }: RoomRow): Promise<boolean> {
  if (kind === "public" || memberCount > 1) return false;
  return (await turn.tx.invitationsTo(id)).length === 0 && (await turn.tx.guestsOf(id)).length === 0;
}

async function eraseOrphan(turn: Turn, id: RoomId): Promise<void> {
  const room = await turn.tx.get("rooms", id);
  await freeRoomFiles(turn, id);
  await turn.tx.eraseRoom(id);
  turn.announceErased(id, (room?.lastSeq ?? 0) + 1);
}

async function eraseEntry(turn: Turn, entry: EventRow): Promise<void> {
  const { room, seq, type, message, detail } = entry;
  const isOwn = "user" in entry.author && entry.author.user === turn.user;
  if (message) {
    if (isOwn && message.deletedAtMs === null) await eraseMessage(turn, { ...entry, message });
  } else if (isOwn && type === "reaction.added") await takeBackReaction(turn, entry);
  else if (isOwn && type === "tags.sent") await turn.tx.patchDetail(room, seq, { tags: {} });
  else if (detail["user"] === turn.user || detail["person"] === turn.user)
    await turn.tx.patchDetail(room, seq, withoutName(detail, isOwn));
}

/** Where the log says who came, left or was given a role; a reason is kept only where somebody else gave it. */
function withoutName({ reason, ...detail }: EventRow["detail"], isOwn: boolean): EventRow["detail"] {
  return { ...detail, name: goneName, ...(!isOwn && reason !== undefined && { reason }) };
}

async function takeBackReaction(turn: Turn, { room, detail }: EventRow): Promise<void> {
  const [target, emoji] = [Number(detail["target"]), String(detail["emoji"])];
  if (!(await turn.tx.get("reactions", room, target, emoji, turn.user))) return;
  await turn.tx.remove("reactions", room, target, emoji, turn.user);
  await turn.append({ room, type: "reaction.removed", detail: { target, emoji } });
}

const uploadsPart = 200;

async function finishErasing(turn: Turn, { id: user }: UserRow): Promise<Erased> {
  const uploads: UploadId[] = [];
  for (let after: string | null | undefined = null; after !== undefined; ) {
    const part = await turn.tx.uploads(after, uploadsPart);
    uploads.push(...part.rows.filter((row) => row.user === user).map(({ id }) => id));
    after = part.next ?? undefined;
  }
  for (const upload of uploads) await removeUpload(turn, { type: "upload.remove", upload });
  await turn.tx.forgetPerson(user);
  return { isDone: true, uploads };
}
