import type { Database } from "bun:sqlite";
import { join } from "node:path";
import {
  type Attachment,
  type Body,
  type ClientId,
  formatFileName,
  Refusal,
  type RoomId,
  sizes,
  type UploadId,
  type UserId,
} from "@hearth/protocol";
import type { Change, Deed } from "../../core/changes.ts";
import type { ImportMessageDeed } from "../../core/import/changes.ts";
import type { BlobStore } from "../../core/ports.ts";
import { createNameKey } from "../../core/users/name-key.ts";
import { createIds } from "../../ids.ts";
import type { BatchEnd } from "../../stores/apply-batch.ts";
import { openDiskBlobs } from "../../stores/blobs/disk.ts";
import { openReader } from "../../stores/sqlite/open.ts";
import { SqliteReads } from "../../stores/sqlite/reads.ts";
import { SqliteWriter } from "../../stores/sqlite/writer.ts";
import type { Counts } from "./counts.ts";
import { fitNames, fitTitle } from "./names.ts";
import { type MessagePart, splitMessage } from "./parts.ts";
import type { Attached, MessageName, SourceMessage, SourcePerson, SourceRoom } from "./records.ts";
import type { Spool } from "./spool.ts";

export interface WriterOptions {
  /** The data folder. */
  readonly folder: string;
  /** What the source is called: the same again adds only what is new. */
  readonly source: string;
  /** Is somebody here who has a person's name the same person? */
  readonly isMatched: boolean;
  /** Nothing is written. */
  readonly isDry: boolean;
  /** Does a server work on the data at the same time? Its messages then come first. */
  readonly isServed: () => boolean;
  readonly onProgress: (doneMessages: number) => void;
}

type Waiting = SourcePerson & { readonly lastMs: number };

/** Changes in one transaction: few where somebody waits for the same disk. */
const servedBatch = 100;
const aloneBatch = 1_000;
const anySize = Number.MAX_SAFE_INTEGER;
const quotas = { maxUploads: anySize, maxBytesPerPerson: anySize, maxBytesInAll: anySize };

/** Brings what waits in a spool into the data. Stopped at any moment and begun again it doubles nothing. */
export class ImportWriter {
  readonly #options: WriterOptions;
  readonly #spool: Spool;
  readonly #counts: Counts;
  readonly #ids = createIds();
  readonly #reader: Database;
  readonly #reads: SqliteReads;
  readonly #writer: SqliteWriter | null;
  readonly #blobs: BlobStore | null;
  readonly #people = new Map<string, UserId>();
  #waiting: Change[] = [];
  #done = 0;
  #isServed = true;
  /** Nothing of the present room is there yet. */
  #isRoomNew = false;

  constructor(options: WriterOptions, spool: Spool, counts: Counts) {
    const path = join(options.folder, "hearth.db");
    this.#options = options;
    this.#spool = spool;
    this.#counts = counts;
    this.#reader = openReader(path);
    // Look-ups go all over the file: mapped, the whole of it would count as this program's memory.
    this.#reader.run("PRAGMA mmap_size = 0");
    this.#reads = new SqliteReads(this.#reader);
    this.#writer = options.isDry ? null : new SqliteWriter(path, this.#ids);
    this.#blobs = options.isDry ? null : openDiskBlobs(join(options.folder, "files"));
  }

  async run(): Promise<void> {
    await this.#addPeople();
    for (const room of this.#spool.rooms()) await this.#addRoom(room);
  }

  close(): void {
    this.#writer?.close();
    this.#reader.close();
  }

  async #addPeople(): Promise<void> {
    const next: Waiting[] = [];
    for (const person of this.#spool.people()) {
      next.push(person);
      if (next.length === servedBatch) await this.#addSome(next.splice(0));
    }
    await this.#addSome(next);
  }

  async #addSome(people: readonly Waiting[]): Promise<void> {
    const unknown = people.filter(({ key }) => {
      const user = this.#reads.get("settings", this.#keyOf("person", key))?.value;
      if (user !== undefined) this.#people.set(key, user as UserId);
      return user === undefined;
    });
    this.#counts.people += people.length;
    const changes = unknown.map(({ key, names, lastMs }): Change => {
      const [setting, user] = [this.#keyOf("person", key), this.#ids.uuid() as UserId];
      const deed = {
        type: "import.person",
        key: setting,
        user,
        names: fitNames(names),
        isMatched: this.#options.isMatched,
      } as const;
      return { actor: null, atMs: lastMs || Date.now(), deed };
    });
    const results = await this.#doAll<{ user: UserId; isNew: boolean }>(changes);
    for (const [index, { key, names }] of unknown.entries()) {
      const { user, isNew } = results[index] ?? this.#foretell(key, names);
      this.#people.set(key, user);
      if (isNew) this.#counts.newPeople += 1;
    }
  }

  /** What a dry run says of a person. */
  #foretell(key: string, names: readonly string[]): { readonly user: UserId; readonly isNew: boolean } {
    const [name = ""] = fitNames(names);
    const same = this.#options.isMatched ? this.#reads.userByNameKey(createNameKey(name)) : undefined;
    return { user: same?.id ?? (`new ${key}` as UserId), isNew: !same };
  }

  async #addRoom(room: SourceRoom & { firstMs: number | null; firstAuthor: string | null }): Promise<void> {
    const members = this.#spool.members(room.key);
    const owner =
      members.find(({ role }) => role === "owner")?.person ?? members[0]?.person ?? room.firstAuthor;
    // Nobody was ever in it, and nobody said anything.
    if (owner === null) return;
    this.#counts.rooms += 1;
    const opened = await this.#openRoom(
      room,
      members.map(({ person }) => person),
      owner,
    );
    if (opened.isNew) this.#counts.newRooms += 1;
    if (opened.isFirst) await this.#addMembers(room, opened.room, members, owner);
    this.#isRoomNew = opened.isNew;
    for (const message of this.#spool.messages(room.key)) await this.#addMessage(opened.room, message);
    await this.#flush();
    const deed = {
      type: "import.finish",
      key: this.#keyOf("room", room.key),
      room: opened.room,
      isArchived: room.isArchived,
    } as const;
    if (this.#writer) await this.#do(deed, this.#personOf(owner), Date.now());
  }

  async #openRoom(
    room: SourceRoom & { firstMs: number | null },
    people: readonly string[],
    owner: string,
  ): Promise<{ room: RoomId; isNew: boolean; isFirst: boolean }> {
    const deed = {
      type: "import.room",
      key: this.#keyOf("room", room.key),
      kind: room.kind,
      title: room.kind === "direct" ? "" : fitTitle(room.title, "Imported"),
      topic: fitTopic(room.topic),
      people: room.kind === "direct" ? people.map((person) => this.#personOf(person)) : [],
    } as const;
    const atMs = room.createdAtMs ?? room.firstMs ?? Date.now();
    if (this.#writer) return this.#do(deed, this.#personOf(owner), atMs);
    const known = this.#reads.get("settings", deed.key)?.value as RoomId | undefined;
    const isThere = known !== undefined && this.#reads.get("rooms", known) !== undefined;
    return { room: isThere ? known : ("" as RoomId), isNew: !isThere, isFirst: false };
  }

  async #addMembers(
    { kind }: SourceRoom,
    room: RoomId,
    members: ReturnType<Spool["members"]>,
    owner: string,
  ): Promise<void> {
    const isOwned = kind === "private" && !members.some(({ role }) => role === "owner");
    const rows = members.map(({ person, role }) => ({
      user: this.#personOf(person),
      role: isOwned && person === owner ? ("owner" as const) : role,
    }));
    for (let at = 0; at < rows.length; at += servedBatch) {
      const deed = { type: "import.members", room, members: rows.slice(at, at + servedBatch) } as const;
      await this.#do(deed, this.#personOf(owner), Date.now());
    }
  }

  async #addMessage(room: RoomId, message: SourceMessage): Promise<void> {
    const parts = splitMessage(message);
    const user = this.#personOf(message.author);
    const isKnown = !this.#isRoomNew && this.#isThere(room, user, message, 0);
    const isWhole = isKnown && (parts.length === 1 || this.#isThere(room, user, message, parts.length - 1));
    this.#count(message, parts, !isKnown);
    this.#done += 1;
    this.#options.onProgress(this.#done);
    if (isWhole || !this.#writer) return;
    for (const [index, part] of parts.entries()) await this.#addPart(room, message, part, index);
  }

  #isThere(room: RoomId, user: UserId, message: SourceMessage, index: number): boolean {
    return this.#reads.eventByClientId(room, { user }, this.#clientId(message, index)) !== undefined;
  }

  async #addPart(room: RoomId, message: SourceMessage, part: MessagePart, index: number): Promise<void> {
    const user = this.#personOf(message.author);
    // An upload is a change of its own, which must not come before what waits.
    if (part.files.length > 0) await this.#flush();
    if (part.files.length > 0 && this.#isThere(room, user, message, index)) return;
    const uploads: UploadId[] = [];
    for (const { file } of part.files) uploads.push(await this.#upload(user, file));
    const deed = this.#formatDeed(room, message, part, index, uploads);
    this.#waiting.push({ actor: { user }, atMs: message.atMs, deed });
    if (this.#waiting.length >= (this.#isServed ? servedBatch : aloneBatch)) await this.#flush();
  }

  #formatDeed(
    room: RoomId,
    message: SourceMessage,
    part: MessagePart,
    index: number,
    files: readonly UploadId[],
  ): ImportMessageDeed {
    const isFirst = index === 0;
    const name = (one: MessageName | undefined) =>
      one
        ? { author: this.#personOf(one.author), clientId: this.#clientId({ ...one, room: message.room }, 0) }
        : null;
    return {
      type: "import.message",
      room,
      clientId: this.#clientId(message, index),
      body: message.text === null ? null : this.#formatBody(message, part),
      files,
      threadRoot: name(message.threadRoot),
      replyTo: isFirst ? name(message.replyTo) : null,
      isAlsoInRoom: message.isAlsoInRoom === true,
      editedAtMs: message.editedAtMs ?? null,
      isPinned: isFirst && message.isPinned === true,
      reactions: isFirst ? this.#formatReactions(message) : [],
    };
  }

  #formatReactions({ reactions = [] }: SourceMessage): ImportMessageDeed["reactions"] {
    const kinds = new Set<string>();
    const once = new Set<string>();
    return reactions
      .map(({ emoji, person, atMs }) => ({ emoji, user: this.#personOf(person), atMs }))
      .filter(({ emoji, user }) => {
        // Two shortcodes can be one emoji.
        const isFirst = !once.has(`${emoji} ${user}`);
        once.add(`${emoji} ${user}`);
        return isFirst && (kinds.has(emoji) || kinds.size < sizes.maxReactionKinds) && kinds.add(emoji);
      });
  }

  #formatBody(message: SourceMessage, { text, files }: MessagePart): Body {
    const mentions = (message.mentions ?? [])
      .filter((mention) => text.includes(mention.text))
      .map((mention) => ({ text: mention.text, user: this.#personOf(mention.person) }));
    return {
      kind: "text",
      text,
      ...(message.isAction && { action: true as const }),
      ...(message.isNotice && { notice: true as const }),
      ...(files.length > 0 && { attachments: files.map(formatAttachment) }),
      ...(mentions.length > 0 && { mentions }),
    };
  }

  /** The bytes first, then the row that names them: a stop in between leaves a name too many, never one too few. */
  async #upload(user: UserId, file: Attached["file"]): Promise<UploadId> {
    const blobs = this.#blobs;
    if (!blobs) throw new Error("a dry run keeps no file");
    const upload = this.#ids.uuid() as UploadId;
    await blobs.begin(upload);
    const bytes = await blobs.append(upload, file.read(), anySize);
    await this.#do({ type: "upload.create", upload, bytes, quotas }, user, Date.now());
    const hash = await blobs.digest(upload);
    await blobs.keep(upload, hash);
    await this.#do({ type: "upload.finish", upload, hash }, user, Date.now());
    // A server that started in between swept away what nothing named yet.
    if (!(await blobs.has(hash))) await blobs.keep(upload, hash);
    await blobs.drop(upload);
    return upload;
  }

  #count(message: SourceMessage, parts: readonly MessagePart[], isNew: boolean): void {
    const counts = this.#counts;
    counts.messages += 1;
    if (isNew) counts.newMessages += 1;
    if (message.threadRoot) counts.replies += 1;
    if (message.editedAtMs !== undefined) counts.edits += 1;
    if (parts.length > 1) counts.split += 1;
    counts.reactions += message.reactions?.length ?? 0;
    counts.files += message.files?.length ?? 0;
  }

  async #flush(): Promise<void> {
    if (this.#waiting.length === 0) return;
    const changes = this.#waiting;
    this.#waiting = [];
    for (const end of await this.#write(changes)) resultOf(end);
  }

  /** One change by itself. */
  async #do<T>(deed: Deed, user: UserId | null, atMs: number): Promise<T> {
    const [result] = await this.#doAll<T>([{ actor: user ? { user } : null, atMs, deed }]);
    if (result === undefined) throw new Error("a dry run writes nothing");
    return result;
  }

  /** In one transaction; in a dry run nothing comes of them. */
  async #doAll<T>(changes: readonly Change[]): Promise<readonly T[]> {
    if (!this.#writer || changes.length === 0) return [];
    return (await this.#write(changes)).map((end) => resultOf(end) as T);
  }

  async #write(changes: readonly Change[]): Promise<readonly BatchEnd[]> {
    if (!this.#writer) throw new Error("a dry run writes nothing");
    const startedAtMs = performance.now();
    const ends = await this.#writer.write(changes);
    // As long a pause as it took: whoever waits for the database gets it in between.
    this.#isServed = this.#options.isServed();
    if (this.#isServed) await Bun.sleep(Math.max(5, performance.now() - startedAtMs));
    return ends;
  }

  #personOf(key: string): UserId {
    const user = this.#people.get(key);
    if (!user) throw new Error(`nobody is called ${key}`);
    return user;
  }

  #keyOf(what: "person" | "room", key: string): string {
    return `import ${this.#options.source} ${what} ${key}`;
  }

  #clientId({ room, id }: { readonly room: string; readonly id: string }, part: number): ClientId {
    const name = JSON.stringify([this.#options.source, room, id, part]);
    const digest = new Bun.CryptoHasher("sha256").update(name).digest("base64url");
    return `import-${digest.slice(0, 22)}` as ClientId;
  }
}

function resultOf(end: BatchEnd | undefined): unknown {
  if (end?.done === true) return end.outcome.result;
  if (end?.done === false) throw new Refusal(end.reason, end.params);
  throw end?.error ?? new Error("the store gave no end for a change");
}

function formatAttachment({ name, type, file }: Attached, index: number): Attachment {
  const guessed = (type ?? Bun.file(name).type).split(";")[0]?.trim().toLowerCase() ?? "";
  const isType = guessed.length <= 100 && /^[a-z0-9][a-z0-9.+-]*\/[a-z0-9][a-z0-9.+-]*$/u.test(guessed);
  return {
    file: index + 1,
    name: formatFileName(name),
    type: isType ? guessed : "application/octet-stream",
    bytes: file.bytes,
  };
}

function fitTopic(topic: string): string {
  const line = topic
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cs}]+/gu, " ")
    .trim();
  const utf8 = new TextEncoder();
  let kept = line.slice(0, sizes.maxTopicBytes);
  while (utf8.encode(kept).length > sizes.maxTopicBytes) kept = kept.slice(0, -1);
  return kept.toWellFormed().replace(/\uFFFD$/u, "");
}
