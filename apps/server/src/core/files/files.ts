import {
  type Body,
  type CommandOf,
  Refusal,
  type RoomId,
  type Seq,
  type UploadId,
  type UserId,
} from "@hearth/protocol";
import { readStanding } from "../access/standing.ts";
import type { Core } from "../core.ts";
import { caps } from "../limits/caps.ts";
import type { BlobStore } from "../ports.ts";
import type { UploadRow } from "../rows.ts";
import { collectBlob } from "./collect-blob.ts";
import type { CopyQuotas } from "./copies.ts";
import { Lanes } from "./lanes.ts";

/** What the host allows; bytes. */
export interface FileLimits {
  readonly maxBytes: number;
  readonly maxBytesPerPerson: number;
  readonly maxBytesPerRoom: number;
  readonly maxBytesInAll: number;
  /** Endings of names that are refused, in lower case, without the dot. */
  readonly refusedEndings: ReadonlySet<string>;
}

/** An upload and how much of it is there. */
export interface Upload extends UploadRow {
  readonly offset: number;
}

/** A message's file, for someone who may read it. */
export interface OpenFile {
  /** Stays the same for as long as the file can be read; says nothing about its content. */
  readonly tag: string;
  readonly bytes: number;
  /** What the sender calls it; `null` in a sealed message. */
  readonly name: string | null;
  readonly type: string | null;
  /** Bytes `start` (in) to `end` (out). */
  read(start: number, end: number): Blob | ReadableStream<Uint8Array>;
}

/** An upload that no message names lives this long. */
export const uploadLifeMs = 24 * 60 * 60 * 1_000;
const sweepEveryMs = 10 * 60 * 1_000;
const sweepPart = 200;
/** Below this share of free disk files are refused, so that messages still find room. */
const minFreeShare = 0.05;

/** Files on their way, files of messages, and the end of those that nothing names. */
export class Files {
  readonly limits: FileLimits;
  readonly #core: Core;
  readonly #blobs: BlobStore;
  readonly #lanes = new Lanes();
  #sweeping: Promise<void> = Promise.resolve();
  #isSweepDue = false;
  #stopTimer: () => void = () => undefined;
  #isRunning = false;
  #onBug: (error: unknown) => string = String;

  constructor(core: Core) {
    this.#core = core;
    this.#blobs = core.parts.blobs;
    this.limits = core.parts.fileLimits;
  }

  /** Puts right what a sudden stop left half done, before anybody comes in; then collects from time to time. */
  async start(onBug: (error: unknown) => string): Promise<void> {
    this.#onBug = onBug;
    this.#isRunning = true;
    await this.#repairUploads();
    for await (const part of this.#blobs.parts())
      if (!(await this.#store.get("uploads", part as UploadId))) await this.#blobs.drop(part);
    for await (const hash of this.#blobs.hashes())
      if (!(await this.#store.get("blobs", hash))) await this.#blobs.remove(hash);
    this.sweepSoon();
  }

  /** Waits until what is nobody's now is collected. */
  async swept(): Promise<void> {
    await this.#sweeping;
  }

  /** Stops collecting, and waits for its end. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    this.#stopTimer();
    await this.#sweeping;
  }

  /** Begins an upload of so many bytes. Throws `Refusal` when it is too large or a quota is used up. */
  async create(user: UserId, bytes: number): Promise<UploadId> {
    const { maxBytes, maxBytesPerPerson, maxBytesInAll } = this.limits;
    if (bytes > maxBytes) throw new Refusal("file_too_large", { maxBytes });
    this.#core.ledger.take("uploads", user);
    await this.#needSpace(bytes);
    const upload = this.#core.parts.ids.uuid() as UploadId;
    // The part comes first: a row without one would be an upload that cannot go on.
    await this.#blobs.begin(upload);
    const quotas = { maxUploads: caps.maxUploads, maxBytesPerPerson, maxBytesInAll };
    const deed = { type: "upload.create", upload, bytes, quotas } as const;
    await this.#core.commit({ actor: { user }, atMs: this.#now, deed }).catch(async (error: unknown) => {
      await this.#blobs.drop(upload);
      throw error;
    });
    return upload;
  }

  /** Is this upload the person's own, and alive? Throws `upload_missing`. */
  async needOwn(user: UserId, id: UploadId): Promise<void> {
    const row = await this.#store.get("uploads", id);
    if (row?.user !== user || this.#isExpired(row)) throw new Refusal("upload_missing");
  }

  /** How far an upload is. One that is whole, but was stopped before its end, is finished now. */
  async read(id: UploadId): Promise<Upload> {
    const row = await this.#store.get("uploads", id);
    if (!row) throw new Refusal("upload_missing");
    if (row.hash !== null) return { ...row, offset: row.bytes };
    const offset = await this.#blobs.sizeOf(id);
    if (offset === undefined) throw new Refusal("upload_missing");
    if (offset === row.bytes) await this.finish(id);
    return { ...row, offset };
  }

  /** Appends what comes and gives the new offset, on disk. The door lets one request at a time do this. */
  async append(id: UploadId, bytes: AsyncIterable<Uint8Array>): Promise<number> {
    const row = await this.#store.get("uploads", id);
    if (!row || row.hash !== null) throw new Refusal("upload_missing");
    return this.#blobs.append(id, bytes, row.bytes);
  }

  /** All bytes are there: they become a blob. Doing it twice changes nothing. */
  async finish(id: UploadId): Promise<void> {
    await this.#lanes.run(id, async () => {
      if ((await this.#store.get("uploads", id))?.hash !== null) return;
      const hash = await this.#blobs.digest(id);
      // Not while the blob of the same bytes is being collected.
      await this.#lanes.run(hash, async () => {
        const deed = { type: "upload.finish", upload: id, hash } as const;
        await this.#blobs.keep(id, hash);
        await this.#core.commit({ actor: null, atMs: this.#now, deed }).catch(async (error: unknown) => {
          // The upload ended meanwhile, with its person perhaps: nothing names these bytes.
          if (!(await this.#store.get("blobs", hash))) await this.#blobs.remove(hash);
          throw error;
        });
      });
      // Last: a stop before this leaves one name too many, never one too few.
      await this.#blobs.drop(id);
    });
  }

  /** Throws an upload away. */
  async remove(id: UploadId): Promise<void> {
    const deed = { type: "upload.remove", upload: id } as const;
    await this.#core.commit({ actor: null, atMs: this.#now, deed });
    await this.#blobs.drop(id);
  }

  /** Forgets what had come of uploads whose rows are gone. */
  async drop(ids: readonly UploadId[]): Promise<void> {
    for (const id of ids) await this.#blobs.drop(id);
  }

  /** What may be had, as it travels with a change. */
  get quotas(): CopyQuotas {
    const { maxBytesPerPerson, maxBytesPerRoom, maxBytesInAll } = this.limits;
    return { maxBytesPerPerson, maxBytesPerRoom, maxBytesInAll };
  }

  /** May this message bring its files? Throws `Refusal` (`files_full_room`, `file_kind_refused`). */
  async needAllowed({ room, files = [], body }: CommandOf<"message.send">): Promise<void> {
    const attachments = (body.kind === "text" && body.attachments) || [];
    for (const { name } of attachments) this.#needKind(name);
    if (files.length === 0) return;
    let bytes = (await this.#store.get("usages", room))?.bytes ?? 0;
    for (const id of files) bytes += (await this.#store.get("uploads", id))?.bytes ?? 0;
    const maxBytes = this.limits.maxBytesPerRoom;
    if (bytes > maxBytes) throw new Refusal("files_full_room", { maxBytes });
  }

  #needKind(name: string): void {
    const ending = /\.([^.]+?)[. ]*$/u.exec(name)?.[1]?.toLowerCase() ?? "";
    if (this.limits.refusedEndings.has(ending)) throw new Refusal("file_kind_refused", { ending });
  }

  /**
   * File `n` of a message, for someone who may read the room now and while the message stands. Throws `Refusal`
   * (`room_missing`, `member_missing`, `file_missing`).
   */
  async open(user: UserId, room: RoomId, seq: Seq, n: number): Promise<OpenFile> {
    const { role } = await readStanding(this.#store, room, { user });
    if (!role) throw new Refusal("member_missing");
    const event = await this.#store.event(room, seq);
    const body = event?.message?.body;
    const file = await this.#store.get("files", room, seq, n);
    if (!body || !file || !(await this.#blobs.has(file.hash))) throw new Refusal("file_missing");
    return {
      tag: `${event.id}-${n}`,
      bytes: file.bytes,
      ...describe(body, n),
      read: (start, end) => this.#blobs.read(file.hash, start, end),
    };
  }

  async #repairUploads(): Promise<void> {
    for (let after: string | null | undefined = null; after !== undefined; ) {
      const part = await this.#store.uploads(after, sweepPart);
      for (const row of part.rows) await this.#repairUpload(row);
      after = part.next ?? undefined;
    }
  }

  async #repairUpload({ id, hash }: UploadRow): Promise<void> {
    if (hash !== null) await this.#blobs.drop(id);
    else if ((await this.#blobs.sizeOf(id)) === undefined) await this.remove(id);
  }

  /** One collection at a time; what is freed during one is looked for by the next. */
  sweepSoon(): void {
    if (this.#isSweepDue || !this.#isRunning) return;
    this.#isSweepDue = true;
    this.#sweeping = this.#sweeping
      .then(() => {
        this.#isSweepDue = false;
        return this.#sweep();
      })
      .catch((error: unknown) => void this.#onBug(error))
      .then(() => {
        this.#stopTimer();
        if (this.#isRunning)
          this.#stopTimer = this.#core.parts.clock.setTimer(() => this.sweepSoon(), sweepEveryMs);
      });
  }

  async #sweep(): Promise<void> {
    const { rows } = await this.#store.uploads(null, sweepPart);
    for (const row of rows) if (this.#isExpired(row)) await this.remove(row.id);
    for (let blobs = await this.#store.unusedBlobs(sweepPart); blobs.length > 0 && this.#isRunning; ) {
      for (const { hash } of blobs) await this.#lanes.run(hash, () => this.#collect(hash));
      blobs = await this.#store.unusedBlobs(sweepPart);
    }
  }

  #collect(hash: string): Promise<void> {
    return collectBlob(hash, this.#blobs, async (deed) => {
      return (await this.#core.commit({ actor: null, atMs: this.#now, deed })).result;
    });
  }

  async #needSpace(bytes: number): Promise<void> {
    const { freeBytes, totalBytes } = await this.#blobs.space();
    if (freeBytes - bytes < totalBytes * minFreeShare) throw new Refusal("disk_nearly_full");
  }

  #isExpired({ createdAtMs }: UploadRow): boolean {
    return this.#now - createdAtMs > uploadLifeMs;
  }

  get #now(): number {
    return this.#core.parts.clock.now();
  }
  get #store() {
    return this.#core.parts.store;
  }
}

function describe(body: Body, n: number): Pick<OpenFile, "name" | "type"> {
  const attachments = (body.kind === "text" && body.attachments) || [];
  const shown = attachments.find(({ file }) => file === n);
  const isThumbnail = attachments.some(({ thumbnail }) => thumbnail === n);
  return { name: shown?.name ?? null, type: shown?.type ?? (isThumbnail ? "image/jpeg" : null) };
}
