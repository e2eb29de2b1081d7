import { type Body, Refusal, type RoomId, sizes, type UploadId, type UserId } from "@hearth/protocol";
import type { EventRow, FileRow, UploadRow, UsageRow } from "../rows.ts";
import type { Turn } from "../turn.ts";

type Finished = UploadRow & { readonly hash: string };

/** How much there may be; plain numbers, so that they travel with the deed. */
export interface Quotas {
  readonly maxUploads: number;
  readonly maxBytesPerPerson: number;
  readonly maxBytesInAll: number;
}

export interface CreateUploadDeed {
  readonly type: "upload.create";
  readonly upload: UploadId;
  readonly bytes: number;
  readonly quotas: Quotas;
}
/** Announced bytes count from now on: many uploads begun at once cannot pass a quota together. */
export async function createUpload(turn: Turn, deed: CreateUploadDeed): Promise<unknown> {
  const { user } = turn;
  const { maxUploads, maxBytesPerPerson, maxBytesInAll } = deed.quotas;
  const mine = await readUsage(turn, user);
  const all = await readUsage(turn, "community");
  if (mine.uploads >= maxUploads) throw new Refusal("uploads_too_many", { max: maxUploads });
  if (mine.bytes + deed.bytes > maxBytesPerPerson)
    throw new Refusal("files_full_person", { maxBytes: maxBytesPerPerson });
  if (all.bytes + deed.bytes > maxBytesInAll)
    throw new Refusal("files_full_community", { maxBytes: maxBytesInAll });
  const row = { id: deed.upload, user, bytes: deed.bytes, hash: null, createdAtMs: turn.atMs };
  await turn.tx.put("uploads", row);
  await count(turn, user, deed.bytes, 1);
  await count(turn, "community", deed.bytes);
  return {};
}

export interface FinishUploadDeed {
  readonly type: "upload.finish";
  readonly upload: UploadId;
  readonly hash: string;
}
export async function finishUpload(turn: Turn, { upload, hash }: FinishUploadDeed): Promise<unknown> {
  const row = await turn.tx.get("uploads", upload);
  if (!row) throw new Refusal("upload_missing");
  if (row.hash !== null) return {};
  const blob = await turn.tx.get("blobs", hash);
  await turn.tx.put("uploads", { ...row, hash });
  await turn.tx.put("blobs", { hash, bytes: row.bytes, refs: (blob?.refs ?? 0) + 1 });
  return {};
}

export interface RemoveUploadDeed {
  readonly type: "upload.remove";
  readonly upload: UploadId;
}
/** Given up by its person, or expired. */
export async function removeUpload(turn: Turn, { upload }: RemoveUploadDeed): Promise<unknown> {
  const row = await turn.tx.get("uploads", upload);
  if (!row) return {};
  await turn.tx.remove("uploads", upload);
  await count(turn, row.user, -row.bytes, -1);
  await count(turn, "community", -row.bytes);
  if (row.hash !== null) await releaseBlob(turn, row.hash);
  return {};
}

export interface ForgetBlobDeed {
  readonly type: "blob.forget";
  readonly hash: string;
}
/** Answers whether nothing names it, so that its bytes may go. */
export async function forgetBlob(turn: Turn, { hash }: ForgetBlobDeed): Promise<unknown> {
  const blob = await turn.tx.get("blobs", hash);
  if (blob && blob.refs > 0) return { isGone: false };
  await turn.tx.remove("blobs", hash);
  return { isGone: true };
}

/** The actor's finished uploads. Somebody else's answers like one that never was. */
export async function readUploads(turn: Turn, ids: readonly UploadId[]): Promise<readonly Finished[]> {
  const rows: Finished[] = [];
  for (const id of ids) {
    const row = await turn.tx.get("uploads", id);
    if (row?.user !== turn.user) throw new Refusal("upload_missing");
    if (row.hash === null) throw new Refusal("upload_unfinished");
    rows.push({ ...row, hash: row.hash });
  }
  return rows;
}

/** The body with the sizes that are true. Each file of a plain message is what some attachment says it is. */
export function describeFiles(body: Body, uploads: readonly UploadRow[]): Body {
  if (body.kind === "sealed") return body;
  const attachments = body.attachments ?? [];
  const shown = attachments.map(({ file }) => file);
  const named = new Set([...shown, ...attachments.flatMap(({ thumbnail }) => thumbnail ?? [])]);
  const isWhole = uploads.every((_, index) => named.has(index + 1)) && named.size === uploads.length;
  if (!isWhole || new Set(shown).size !== shown.length) throw new Refusal("attachments_mismatched");
  if (attachments.length === 0) return body;
  const isHeavy = ({ thumbnail = 0 }): boolean =>
    (uploads[thumbnail - 1]?.bytes ?? 0) > sizes.maxThumbnailBytes;
  if (attachments.some(isHeavy)) throw new Refusal("file_too_large", { maxBytes: sizes.maxThumbnailBytes });
  const sized = attachments.map((one) => ({ ...one, bytes: uploads[one.file - 1]?.bytes ?? 0 }));
  return { ...body, attachments: sized };
}

/** An edit changes the words; what is attached stays. */
export function keepAttachments(old: Body | null, edited: Body): Body {
  if (edited.kind === "sealed") return edited;
  const { attachments: _, ...words } = edited;
  const kept = old?.kind === "text" ? old.attachments : undefined;
  return kept ? { ...words, attachments: kept } : words;
}

/** The message takes the uploads over. */
export async function attachFiles(
  turn: Turn,
  { room, seq }: EventRow,
  uploads: readonly Finished[],
): Promise<void> {
  for (const [index, { id, hash, bytes, user }] of uploads.entries()) {
    await turn.tx.remove("uploads", id);
    await turn.tx.put("files", { room, seq, n: index + 1, hash, bytes, user });
    await count(turn, user, 0, -1);
    await count(turn, room, bytes);
  }
}

/** Files whose message is gone. */
export async function freeFiles(turn: Turn, files: readonly FileRow[]): Promise<void> {
  for (const { room, seq, n, hash, bytes, user } of files) {
    await turn.tx.remove("files", room, seq, n);
    for (const owner of [user, room, "community"] as const) await count(turn, owner, -bytes);
    await releaseBlob(turn, hash);
  }
}

const maxFreedAtOnce = 500;
export async function freeRoomFiles(turn: Turn, room: RoomId): Promise<void> {
  for (let files = await turn.tx.filesIn(room, maxFreedAtOnce); files.length > 0; ) {
    await freeFiles(turn, files);
    files = await turn.tx.filesIn(room, maxFreedAtOnce);
  }
  await turn.tx.remove("usages", room);
}

/** One more message names these bytes. */
export async function holdBlob(turn: Turn, hash: string): Promise<void> {
  const blob = await turn.tx.get("blobs", hash);
  // What a message names is there; a row that is missing would be filled with a guess.
  if (!blob) throw new Error(`no blob ${hash} to hold`);
  await turn.tx.put("blobs", { ...blob, refs: blob.refs + 1 });
}

/** Its row stays until the bytes are gone, so that a stop in between forgets nothing. */
async function releaseBlob(turn: Turn, hash: string): Promise<void> {
  const blob = await turn.tx.get("blobs", hash);
  if (blob) await turn.tx.put("blobs", { ...blob, refs: Math.max(0, blob.refs - 1) });
}

export async function readUsage(turn: Turn, owner: UsageRow["owner"]): Promise<UsageRow> {
  return (await turn.tx.get("usages", owner)) ?? { owner, bytes: 0, uploads: 0 };
}

export async function count(turn: Turn, owner: UserId | RoomId | "community", bytes: number, uploads = 0) {
  const usage = await readUsage(turn, owner);
  await turn.tx.put("usages", { owner, bytes: usage.bytes + bytes, uploads: usage.uploads + uploads });
}
