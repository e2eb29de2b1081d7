import { Database } from "bun:sqlite";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Role } from "@hearth/protocol";
import type { MessageName, SourceMember, SourceMessage, SourcePerson, SourceRoom } from "./records.ts";
import type { SourceFile } from "./source.ts";

/** What a message waits as: its files are found again by their paths. */
export type SpooledMessage = Omit<SourceMessage, "files" | "room"> & {
  readonly files?: readonly { readonly name: string; readonly type: string | null; readonly path: string }[];
};

const batchSize = 10_000;

/**
 * Everything a source tells, on disk, so that the largest one needs no more memory than the smallest. Sources bring
 * messages in their own order (Mattermost by random id); here they come back by time, as a log must have them.
 */
export class Spool {
  readonly #db: Database;
  readonly #path: string;
  readonly #files: ReadonlyMap<string, SourceFile>;
  readonly #rooms = new Map<string, number>();
  #waiting = 0;

  constructor(folder: string, files: ReadonlyMap<string, SourceFile>) {
    this.#path = join(folder, spoolName);
    this.#files = files;
    rmSync(this.#path, { force: true });
    this.#db = new Database(this.#path, { create: true });
    this.#db.run(schema);
    // Gone from the folder at once: nothing is left of it, however this process ends.
    if (process.platform !== "win32") rmSync(this.#path, { force: true });
    this.#db.run("BEGIN");
  }

  addPerson({ key, names }: SourcePerson): void {
    this.#run("INSERT OR IGNORE INTO people (key, names) VALUES (?, ?)", key, JSON.stringify(names));
  }

  addRoom(room: SourceRoom): void {
    this.#run("UPDATE rooms SET record = ? WHERE id = ?", JSON.stringify(room), this.#roomKey(room.key));
  }

  addMember({ room, person, role }: SourceMember): void {
    this.#run("INSERT OR IGNORE INTO members VALUES (?, ?, ?)", this.#roomKey(room), person, role);
    this.#use(person, null);
  }

  /** `false`: the source told it before. */
  addMessage({ room, files, ...message }: SourceMessage): boolean {
    const spooled: SpooledMessage = {
      ...message,
      ...(files && { files: files.map(({ name, type, file }) => ({ name, type, path: file.path })) }),
    };
    const { changes } = this.#run(
      "INSERT OR IGNORE INTO messages (room, at_ms, id, author, record) VALUES (?, ?, ?, ?, ?)",
      this.#roomKey(room),
      message.atMs,
      message.id,
      message.author,
      JSON.stringify(spooled),
    );
    this.#use(message.author, message.atMs);
    for (const { person, atMs } of message.reactions ?? []) this.#use(person, atMs);
    for (const { person } of message.mentions ?? []) this.#use(person, null);
    for (const name of [message.threadRoot, message.replyTo]) if (name?.author) this.#use(name.author, null);
    return changes > 0;
  }

  /** Only who said something, was named, or is in a room comes along. */
  #use(person: string, atMs: number | null): void {
    this.#run(
      "INSERT INTO used VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET last_ms = max(last_ms, ?2) WHERE last_ms < ?2",
      person,
      atMs ?? 0,
    );
  }

  /** Nothing is added any more. */
  seal(): void {
    this.#db.run("COMMIT; CREATE INDEX messages_order ON messages (room, at_ms, key); BEGIN");
  }

  get counts(): { readonly people: number; readonly rooms: number; readonly messages: number } {
    const count = (sql: string): number => this.#db.query<{ n: number }, []>(sql).get()?.n ?? 0;
    return {
      people: count("SELECT count(*) AS n FROM used"),
      rooms: count("SELECT count(*) AS n FROM rooms WHERE record IS NOT NULL"),
      messages: count("SELECT count(*) AS n FROM messages"),
    };
  }

  /** Who comes along, and when they were last heard of. */
  *people(): Generator<SourcePerson & { readonly lastMs: number }> {
    const rows = this.#db.query<{ key: string; names: string | null; last_ms: number }, []>(
      "SELECT used.key, names, last_ms FROM used LEFT JOIN people USING (key) ORDER BY used.rowid",
    );
    for (const { key, names, last_ms } of rows.iterate())
      yield { key, names: names === null ? [key] : (JSON.parse(names) as string[]), lastMs: last_ms };
  }

  *rooms(): Generator<SourceRoom & { readonly firstMs: number | null; readonly firstAuthor: string | null }> {
    const rows = this.#db.query<{ record: string; first_ms: number | null; first_author: string | null }, []>(
      `SELECT record, (SELECT at_ms FROM messages m WHERE m.room = rooms.id ORDER BY at_ms, m.key LIMIT 1) AS first_ms,
         (SELECT author FROM messages m WHERE m.room = rooms.id ORDER BY at_ms, m.key LIMIT 1) AS first_author
       FROM rooms WHERE record IS NOT NULL ORDER BY id`,
    );
    for (const { record, first_ms, first_author } of rows.all())
      yield { ...(JSON.parse(record) as SourceRoom), firstMs: first_ms, firstAuthor: first_author };
  }

  members(room: string): { readonly person: string; readonly role: Role }[] {
    return this.#db
      .query<{ person: string; role: Role }, [number]>("SELECT person, role FROM members WHERE room = ?")
      .all(this.#roomKey(room));
  }

  /** By time; what was said at the same moment in the order it was told. */
  *messages(room: string): Generator<SourceMessage> {
    const rows = this.#db.query<{ record: string }, [number]>(
      "SELECT record FROM messages WHERE room = ? ORDER BY at_ms, key",
    );
    for (const { record } of rows.iterate(this.#roomKey(room))) yield this.#parse(room, record);
  }

  close(): void {
    this.#db.close();
    rmSync(this.#path, { force: true });
  }

  #parse(room: string, record: string): SourceMessage {
    const { files, threadRoot, replyTo, ...message } = JSON.parse(record) as SpooledMessage;
    const [root, replied] = [this.#find(room, threadRoot), this.#find(room, replyTo)];
    const found = files?.flatMap(({ path, ...rest }) => {
      const file = this.#files.get(path);
      return file ? [{ ...rest, file }] : [];
    });
    return {
      ...message,
      room,
      ...(found && { files: found }),
      ...(root && { threadRoot: root }),
      ...(replied && { replyTo: replied }),
    };
  }

  /** Sources do not always say, or know, who wrote what is answered; an earlier export may have brought it. */
  #find(room: string, name: MessageName | undefined): MessageName | undefined {
    if (!name) return undefined;
    const row = this.#db
      .query<{ author: string }, [number, string]>("SELECT author FROM messages WHERE room = ? AND id = ?")
      .get(this.#roomKey(room), name.id);
    const author = row?.author ?? name.author;
    return author === "" ? undefined : { id: name.id, author };
  }

  #roomKey(key: string): number {
    const known = this.#rooms.get(key);
    if (known !== undefined) return known;
    const { lastInsertRowid } = this.#run("INSERT INTO rooms (key) VALUES (?)", key);
    this.#rooms.set(key, Number(lastInsertRowid));
    return Number(lastInsertRowid);
  }

  #run(sql: string, ...values: readonly (string | number | null)[]) {
    this.#waiting += 1;
    if (this.#waiting % batchSize === 0) this.#db.run("COMMIT; BEGIN");
    return this.#db.query<unknown, (string | number | null)[]>(sql).run(...values);
  }
}

/** A backup leaves it out. */
export const spoolName = "import.part";

const schema = `
  PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -32000;
  CREATE TABLE people (key TEXT PRIMARY KEY, names TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE used (key TEXT NOT NULL UNIQUE, last_ms INTEGER NOT NULL) STRICT;
  CREATE TABLE rooms (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, record TEXT) STRICT;
  CREATE TABLE members (
    room INTEGER NOT NULL, person TEXT NOT NULL, role TEXT NOT NULL, PRIMARY KEY (room, person)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE messages (
    key INTEGER PRIMARY KEY, room INTEGER NOT NULL, at_ms INTEGER NOT NULL, id TEXT NOT NULL, author TEXT NOT NULL,
    record TEXT NOT NULL, UNIQUE (room, id, author)
  ) STRICT;
`;
