import type { Database, Statement } from "bun:sqlite";

/**
 * One reading transaction for all that is read in a turn of the event loop: asking the system for the lock of one,
 * and giving it back, takes several times as long as finding a row. Whoever hears that something was written ends
 * it first, so that reading never falls behind what anybody was told.
 */
export class Snapshot {
  readonly #db: Database;
  readonly #begin: Statement;
  readonly #commit: Statement;
  #ending: NodeJS.Immediate | null = null;

  constructor(db: Database) {
    this.#db = db;
    this.#begin = db.query("BEGIN");
    this.#commit = db.query("COMMIT");
  }

  /** What is read from here to the end of the turn is as of its first reading. */
  begin(): void {
    if (this.#ending) return;
    this.#begin.run();
    this.#ending = setImmediate(() => this.end());
  }

  end(): void {
    if (!this.#ending) return;
    clearImmediate(this.#ending);
    this.#ending = null;
    // A failed reading may have ended it.
    if (this.#db.inTransaction) this.#commit.run();
  }
}
