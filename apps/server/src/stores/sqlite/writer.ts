import type { Database } from "bun:sqlite";
import { Unavailable } from "@hearth/protocol";
import type { Change } from "../../core/changes.ts";
import type { Ids } from "../../core/ports.ts";
import { applyOne, type BatchEnd, type Savepoints } from "../apply-batch.ts";
import { openWriter } from "./open.ts";
import { indexNext } from "./search/search-index.ts";
import { SqliteTx } from "./tx.ts";

/** Takes a few milliseconds, in which no message is written. */
const maxUnindexed = 256;

/** Writes batches, one transaction each, on the one connection that writes. */
export class SqliteWriter {
  readonly #db: Database;
  readonly #tx: SqliteTx;
  readonly #ids: Ids;
  readonly #savepoints: Savepoints;

  /** Throws `DataError` when the file cannot be used. */
  constructor(path: string, ids: Ids) {
    this.#db = openWriter(path);
    this.#tx = new SqliteTx(this.#db);
    this.#ids = ids;
    this.#savepoints = {
      begin: () => this.#begin(),
      keep: () => this.#run("RELEASE one"),
      undo: () => this.#undo(),
    };
  }

  /** On disk when it resolves. Throws `Unavailable` when nothing of the batch was written. */
  async write(changes: readonly Change[]): Promise<BatchEnd[]> {
    try {
      this.#run("BEGIN IMMEDIATE");
      const ends: BatchEnd[] = [];
      for (const change of changes) {
        const end = await applyOne(this.#tx, this.#ids, change, this.#savepoints);
        // A full disk may end the whole transaction by itself: the next savepoint would be one of its own.
        if (isStoreFailure(end) || !this.#db.inTransaction) throw errorOf(end);
        ends.push(end);
      }
      this.#tx.index.flush();
      this.#run("COMMIT");
      return ends;
    } catch (error) {
      this.#tx.index.forget();
      if (this.#db.inTransaction) this.#db.run("ROLLBACK");
      throw toUnavailable(error);
    }
  }

  /** Do so many new messages wait for the index that the next search would feel it? */
  get isIndexDue(): boolean {
    return this.#tx.unindexed >= maxUnindexed;
  }

  /** Gives the index what it does not have yet. Throws `Unavailable`; the messages stand all the same. */
  index(): void {
    try {
      while (this.#indexPart());
      this.#tx.unindexed = 0;
    } catch (error) {
      if (this.#db.inTransaction) this.#db.run("ROLLBACK");
      throw toUnavailable(error);
    }
  }

  /** Was a text taken out of the database that the write-ahead log may still hold? */
  get hasErased(): boolean {
    return this.#tx.hasErased;
  }

  /** Empties the write-ahead log; tells whether that was possible now. */
  forgetErased(): boolean {
    const row = this.#db.query("PRAGMA wal_checkpoint(TRUNCATE)").get() as { readonly busy: number };
    if (row.busy === 0) this.#tx.hasErased = false;
    return row.busy === 0;
  }

  /** Lets go of pages that are kept only to be faster. */
  release(): void {
    this.#db.run("PRAGMA shrink_memory");
  }

  /** Writes the log back into the database file, so that one file is the whole truth. */
  close(): void {
    try {
      this.index();
    } catch {
      // A full disk: the next start knows what is missing.
    }
    this.#db.close();
  }

  #indexPart(): boolean {
    this.#run("BEGIN IMMEDIATE");
    const isMore = indexNext(this.#db, maxUnindexed);
    this.#run("COMMIT");
    return isMore;
  }

  /** Kept prepared, unlike `Database.run`. */
  #run(sql: string): void {
    this.#db.query(sql).run();
  }

  #begin(): void {
    this.#run("SAVEPOINT one");
    this.#tx.index.begin();
  }

  #undo(): void {
    this.#tx.index.undo();
    if (this.#db.inTransaction) this.#db.run("ROLLBACK TO one; RELEASE one");
  }
}

/** The disk's or the database's fault, not the change's: nothing of the batch can stand. */
function isStoreFailure(end: BatchEnd): boolean {
  const code = end.done === "broken" ? codeOf(end.error) : "";
  return code.startsWith("SQLITE_") && !code.startsWith("SQLITE_CONSTRAINT");
}

function errorOf(end: BatchEnd): unknown {
  return end.done === "broken" ? end.error : new Unavailable("unavailable");
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function toUnavailable(error: unknown): Unavailable {
  if (error instanceof Unavailable) return error;
  const reason = codeOf(error).startsWith("SQLITE_FULL") ? "disk_full" : "unavailable";
  return new Unavailable(reason, { cause: error });
}
