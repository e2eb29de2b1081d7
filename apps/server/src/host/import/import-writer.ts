import type { Database } from "bun:sqlite";
import { join } from "node:path";
import { type ClientId, type RoomId, Unavailable, type UploadId, type UserId } from "@hearth/protocol";
import type { Change } from "../../core/changes.ts";
import { createNameKey } from "../../core/users/name-key.ts";
import { createIds } from "../../ids.ts";
import { openDiskBlobs } from "../../stores/blobs/disk.ts";
import { openReader } from "../../stores/sqlite/open.ts";
import { SqliteReads } from "../../stores/sqlite/reads.ts";
import { ChangeQueue, servedBatch } from "./change-queue.ts";
import type { Counts } from "./counts.ts";
import { fitTopic, formatDeed, type Keys } from "./format-message.ts";
import { fitNames, fitTitle } from "./names.ts";
import { type MessagePart, splitMessage } from "./parts.ts";
import type { SourceMessage, SourcePerson, SourceRoom } from "./records.ts";
import type { SourceFile } from "./source.ts";
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
  /** A file of a message cannot be read; its name stays. */
  readonly onBadFile: (path: string, why: string) => void;
  readonly onProgress: (doneMessages: number) => void;
}

type Waiting = SourcePerson & { readonly lastMs: number };

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
  /** `null`: a dry run. */
  readonly #queue: ChangeQueue | null;
  readonly #people = new Map<string, UserId>();
  readonly #gone = new Map<UserId, boolean>();
  readonly #keys: Keys = {
    userOf: (person) => this.#userOf(person),
    clientIdOf: (message, part) => this.#clientIdOf(message, part),
  };
  #done = 0;
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
    this.#queue = options.isDry ? null : new ChangeQueue(path, this.#ids, options.isServed);
  }

  async run(): Promise<void> {
    await this.#addPeople();
    for (const room of this.#spool.rooms()) await this.#addRoom(room);
  }

  close(): void {
    this.#queue?.close();
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
    const results = (await this.#queue?.doAll<{ user: UserId; isNew: boolean }>(changes)) ?? [];
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
    const deed = {
      type: "import.finish",
      key: this.#keyOf("room", room.key),
      room: opened.room,
      isArchived: room.isArchived,
    } as const;
    await this.#queue?.do(deed, this.#userOf(owner), Date.now());
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
      people: room.kind === "direct" ? people.map((person) => this.#userOf(person)) : [],
    } as const;
    const atMs = room.createdAtMs ?? room.firstMs ?? Date.now();
    if (this.#queue) return this.#queue.do(deed, this.#userOf(owner), atMs);
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
      user: this.#userOf(person),
      role: isOwned && person === owner ? ("owner" as const) : role,
    }));
    for (let at = 0; at < rows.length; at += servedBatch) {
      const deed = { type: "import.members", room, members: rows.slice(at, at + servedBatch) } as const;
      await this.#queue?.do(deed, this.#userOf(owner), Date.now());
    }
  }

  async #addMessage(room: RoomId, message: SourceMessage): Promise<void> {
    const user = this.#userOf(message.author);
    if (this.#isGone(user)) return;
    const parts = splitMessage(message);
    const isKnown = !this.#isRoomNew && this.#isThere(room, user, message, 0);
    const isWhole = isKnown && (parts.length === 1 || this.#isThere(room, user, message, parts.length - 1));
    this.#count(message, parts, !isKnown);
    this.#done += 1;
    this.#options.onProgress(this.#done);
    if (isWhole || !this.#queue) return;
    for (const [index, part] of parts.entries())
      await this.#addPart(this.#queue, message, { room, part, index });
  }

  /** What somebody wrote who was deleted here stays deleted. */
  #isGone(user: UserId): boolean {
    const known = this.#gone.get(user) ?? this.#reads.get("users", user)?.goneAtMs != null;
    this.#gone.set(user, known);
    return known;
  }

  #isThere(room: RoomId, user: UserId, message: SourceMessage, index: number): boolean {
    return this.#reads.eventByClientId(room, { user }, this.#clientIdOf(message, index)) !== undefined;
  }

  async #addPart(
    queue: ChangeQueue,
    message: SourceMessage,
    { room, part, index }: { readonly room: RoomId; readonly part: MessagePart; readonly index: number },
  ): Promise<void> {
    const user = this.#userOf(message.author);
    // What has files is looked for first: they would be kept for nothing.
    if (part.files.length > 0 && this.#isThere(room, user, message, index)) return;
    const { kept, uploads } = await this.#upload(queue, user, part);
    const deed = formatDeed(message, kept, { room, index, uploads }, this.#keys);
    await queue.add({ actor: { user }, atMs: message.atMs, deed });
  }

  /** A part with the files that could be read, and the uploads they became; of the others the names are kept. */
  async #upload(
    queue: ChangeQueue,
    user: UserId,
    part: MessagePart,
  ): Promise<{ readonly kept: MessagePart; readonly uploads: readonly UploadId[] }> {
    const uploads: UploadId[] = [];
    const files: MessagePart["files"][number][] = [];
    let { text } = part;
    for (const attached of part.files) {
      const upload = await this.#uploadFile(queue, user, attached.file);
      if (upload === null) text = [text, `(${attached.name})`].filter((line) => line !== "").join("\n");
      else {
        uploads.push(upload);
        files.push(attached);
      }
    }
    return { kept: { text, files }, uploads };
  }

  /** The bytes first, then the row that names them: a stop in between leaves a name too many, never one too few. */
  async #uploadFile(queue: ChangeQueue, user: UserId, file: SourceFile): Promise<UploadId | null> {
    const blobs = openDiskBlobs(join(this.#options.folder, "files"));
    const upload = this.#ids.uuid() as UploadId;
    await blobs.begin(upload);
    try {
      await blobs.append(upload, file.read(), anySize);
    } catch (error) {
      await blobs.drop(upload);
      if (error instanceof Unavailable) throw error;
      this.#options.onBadFile(file.path, error instanceof Error ? error.message : String(error));
      return null;
    }
    const bytes = (await blobs.sizeOf(upload)) ?? 0;
    await queue.do({ type: "upload.create", upload, bytes, quotas }, user, Date.now());
    const hash = await blobs.digest(upload);
    await blobs.keep(upload, hash);
    await queue.do({ type: "upload.finish", upload, hash }, user, Date.now());
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

  #userOf(key: string): UserId {
    const user = this.#people.get(key);
    if (!user) throw new Error(`nobody is called ${key}`);
    return user;
  }

  #keyOf(what: "person" | "room", key: string): string {
    return `import ${this.#options.source} ${what} ${key}`;
  }

  #clientIdOf({ room, id }: { readonly room: string; readonly id: string }, part: number): ClientId {
    const name = JSON.stringify([this.#options.source, room, id, part]);
    const digest = new Bun.CryptoHasher("sha256").update(name).digest("base64url");
    return `import-${digest.slice(0, 22)}` as ClientId;
  }
}
