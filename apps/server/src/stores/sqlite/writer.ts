import type { Database } from "bun:sqlite";
import { Unavailable } from "@hearth/protocol";
import type { Change } from "../../core/changes.ts";
import type { Ids } from "../../core/ports.ts";
import { applyOne, type BatchEnd, type Savepoints } from "../apply-batch.ts";
import { openWriter } from "./open.ts";
import { SqliteTx } from "./tx.ts";

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
      begin: () => this.#db.run("SAVEPOINT one"),
      keep: () => this.#db.run("RELEASE one"),
      undo: () => this.#undo(),
    };
  }

  /** On disk when it resolves. Throws `Unavailable` when nothing of the batch was written. */
  async write(changes: readonly Change[]): Promise<BatchEnd[]> {
    try {
      this.#db.run("BEGIN IMMEDIATE");
      const ends: BatchEnd[] = [];
      for (const change of changes) ends.push(await applyOne(this.#tx, this.#ids, change, this.#savepoints));
      // A full disk ends the whole transaction by itself: nothing of this batch stands then.
      if (!this.#db.inTransaction) throw failureOf(ends) ?? new Unavailable("unavailable");
      this.#db.run("COMMIT");
      return ends;
    } catch (error) {
      if (this.#db.inTransaction) this.#db.run("ROLLBACK");
      throw toUnavailable(error);
    }
  }

  /** Writes the log back into the database file, so that one file is the whole truth. */
  close(): void {
    this.#db.close();
  }

  #undo(): void {
    if (this.#db.inTransaction) this.#db.run("ROLLBACK TO one; RELEASE one");
  }
}

function failureOf(ends: readonly BatchEnd[]): unknown {
  return ends
    .map((end) => (end.done === "broken" ? end.error : undefined))
    .find((error) => error !== undefined);
}

function toUnavailable(error: unknown): Unavailable {
  if (error instanceof Unavailable) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return new Unavailable(code.startsWith("SQLITE_FULL") ? "disk_full" : "unavailable", { cause: error });
}
