import type { Database } from "bun:sqlite";
import { type Body, tokensVersion } from "@hearth/protocol";
import { formatTerms, type IndexedMessage } from "./terms.ts";

/** Raised when `formatTerms` makes other terms; an index of another version is made anew at the start. */
const termsVersion = 2;
const indexVersion = `${tokensVersion}.${termsVersion}`;
const versionKey = "searchIndex";

const add = "INSERT INTO search (rowid, text) VALUES (?, ?)";
const remove = "INSERT INTO search (search, rowid, text) VALUES ('delete', ?, ?)";

interface Step {
  readonly sql: typeof add | typeof remove;
  readonly key: number;
  readonly terms: string;
}

/**
 * The index as a transaction writes it. FTS5 writes a segment at every savepoint, so what a batch changes is
 * kept here and given to it once, before the batch is committed.
 */
export class SearchIndex {
  readonly #db: Database;
  #steps: Step[] = [];
  #kept = 0;

  constructor(db: Database) {
    this.#db = db;
  }

  add(key: number, message: IndexedMessage): void {
    this.#note(add, key, message);
  }
  remove(key: number, message: IndexedMessage): void {
    this.#note(remove, key, message);
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
    for (const { sql, key, terms } of steps) this.#db.query(sql).run(key, terms);
  }

  #note(sql: Step["sql"], key: number, message: IndexedMessage): void {
    const terms = formatTerms(message);
    if (terms !== null) this.#steps.push({ sql, key, terms });
  }
}

/** Is the index of this database the one that this program writes? */
export function isIndexCurrent(db: Database): boolean {
  const row = db.query("SELECT value FROM settings WHERE key = ?").get(versionKey);
  return (row as { readonly value: string } | null)?.value === indexVersion;
}

/** Indexes every message anew, within the transaction that is open. */
export function rebuildIndex(db: Database): void {
  db.run("INSERT INTO search (search) VALUES ('delete-all')");
  const index = new SearchIndex(db);
  for (let last = 0, rows = readPart(db, last); rows.length > 0; rows = readPart(db, last)) {
    for (const { key, room, author, body } of rows)
      index.add(key, { room, author, body: JSON.parse(body) as Body });
    index.flush();
    last = rows.at(-1)?.key ?? last;
  }
  db.query("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)").run(versionKey, indexVersion);
}

interface Part {
  readonly key: number;
  readonly room: number;
  readonly author: number | null;
  readonly body: string;
}

function readPart(db: Database, after: number): Part[] {
  return db
    .query(
      "SELECT key, room, author, body FROM events WHERE key > ? AND body IS NOT NULL ORDER BY key LIMIT 5000",
    )
    .all(after) as Part[];
}
