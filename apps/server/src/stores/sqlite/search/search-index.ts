import type { Database } from "bun:sqlite";
import { type Body, tokensVersion } from "@hearth/protocol";
import { formatTerms, type IndexedMessage } from "./terms.ts";

/** Raised when `formatTerms` makes other terms; an index of another version is made anew at the start. */
const termsVersion = 2;
const indexVersion = `${tokensVersion}.${termsVersion}`;
const versionKey = "searchIndex";
const placeKey = "searchIndexedUpTo";

const readPlace = `SELECT CAST(value AS INTEGER) AS key FROM settings WHERE key = '${placeKey}'`;
const movePlace = `INSERT OR REPLACE INTO settings (key, value) VALUES ('${placeKey}', ?)`;
const readLast = "SELECT coalesce(max(key), 0) AS key FROM events";

const add = "INSERT INTO search (rowid, text) VALUES (?, ?)";
const remove = "INSERT INTO search (search, rowid, text) VALUES ('delete', ?, ?)";

interface Step {
  readonly sql: typeof add | typeof remove;
  readonly key: number;
  readonly message: IndexedMessage;
}

/**
 * The index as the writer keeps it. It has every message up to a place that stands beside it in the database; what came
 * later is given to it together, before anyone searches, so that no message waits for it, and a process that is killed
 * leaves nothing out.
 *
 * What it already has is changed within the transaction that changes the message. FTS5 writes a segment at every
 * savepoint, so these steps are kept here and given to it once, before the batch is committed.
 */
export class SearchIndex {
  readonly #db: Database;
  #steps: Step[] = [];
  #kept = 0;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Key of the last message it has; later ones are read as they stand when their turn comes. */
  get place(): number {
    return readKey(this.#db, readPlace);
  }
  add(key: number, message: IndexedMessage): void {
    this.#note(add, key, message);
  }
  remove(key: number, message: IndexedMessage): void {
    this.#note(remove, key, message);
  }
  /** The last entries of the log are gone: their keys will be others'. */
  moveBack(): void {
    const last = readKey(this.#db, readLast);
    if (last < readKey(this.#db, readPlace)) this.#db.query(movePlace).run(String(last));
  }

  /** A change begins; `undo` takes back what was noted since. */
  begin(): void {
    this.#kept = this.#steps.length;
  }
  undo(): void {
    this.#steps.length = this.#kept;
  }
  /** The transaction is gone. */
  forget(): void {
    this.#steps = [];
  }

  /** Writes what was noted, within the transaction that is open. */
  flush(): void {
    const steps = this.#steps;
    this.#steps = [];
    for (const step of steps) writeStep(this.#db, step);
  }

  #note(sql: Step["sql"], key: number, message: IndexedMessage): void {
    this.#steps.push({ sql, key, message });
  }
}

/** Gives it the messages behind its place, within the transaction that is open. Whether there are more. */
export function indexNext(db: Database, limit: number): boolean {
  const rows = readPart(db, readKey(db, readPlace), limit);
  for (const { key, body, ...message } of rows)
    writeStep(db, { sql: add, key, message: { ...message, body: JSON.parse(body) as Body } });
  const isMore = rows.length === limit;
  db.query(movePlace).run(String(isMore ? rows.at(-1)?.key : readKey(db, readLast)));
  return isMore;
}

/** Entries of the log behind its place. */
export function countUnindexed(db: Database): number {
  return readKey(db, readLast) - readKey(db, readPlace);
}

/** Is the index of this database the one that this program writes? */
export function isIndexCurrent(db: Database): boolean {
  const row = db.query("SELECT value FROM settings WHERE key = ?").get(versionKey);
  return (row as { readonly value: string } | null)?.value === indexVersion;
}

/** Indexes every message anew, within the transaction that is open. */
export function rebuildIndex(db: Database): void {
  db.run("INSERT INTO search (search) VALUES ('delete-all')");
  db.query(movePlace).run("0");
  while (indexNext(db, 5_000));
  db.query("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)").run(versionKey, indexVersion);
}

function writeStep(db: Database, { sql, key, message }: Step): void {
  const terms = formatTerms(message);
  if (terms !== null) db.query(sql).run(key, terms);
}

function readKey(db: Database, sql: typeof readPlace | typeof readLast): number {
  return (db.query(sql).get() as { readonly key: number } | null)?.key ?? 0;
}

interface Part {
  readonly key: number;
  readonly room: number;
  readonly author: number | null;
  readonly body: string;
}

function readPart(db: Database, after: number, limit: number): Part[] {
  return db
    .query(
      "SELECT key, room, author, body FROM events WHERE key > ? AND body IS NOT NULL ORDER BY key LIMIT ?",
    )
    .all(after, limit) as Part[];
}
