import { Refusal, Unavailable, type UserId } from "@hearth/protocol";
import type { Change, Deed } from "../../core/changes.ts";
import type { Ids } from "../../core/ports.ts";
import type { BatchEnd } from "../../stores/apply-batch.ts";
import { SqliteWriter } from "../../stores/sqlite/writer.ts";

/** Changes in one transaction: few where somebody waits for the same disk. */
export const servedBatch = 100;
const aloneBatch = 1_000;
/** A server may hold the database for a moment; each try waits two seconds for it. */
const maxTries = 10;

/** Writes changes, many in one transaction, and leaves a server that runs its turn in between. */
export class ChangeQueue {
  readonly #writer: SqliteWriter;
  readonly #askServed: () => boolean;
  #waiting: Change[] = [];
  #isServed = true;

  /** `isServed`: does a server work on the same data now? */
  constructor(path: string, ids: Ids, isServed: () => boolean) {
    this.#writer = new SqliteWriter(path, ids);
    this.#askServed = isServed;
  }

  /** Is done before whatever is done later. */
  async add(change: Change): Promise<void> {
    this.#waiting.push(change);
    if (this.#waiting.length >= (this.#isServed ? servedBatch : aloneBatch)) await this.flush();
  }

  async flush(): Promise<void> {
    const changes = this.#waiting;
    this.#waiting = [];
    for (const end of await this.#write(changes)) resultOf(end);
  }

  /** One change now; gives its result. */
  async do<T>(deed: Deed, user: UserId | null, atMs: number): Promise<T> {
    const [result] = await this.doAll<T>([{ actor: user ? { user } : null, atMs, deed }]);
    if (result === undefined) throw new Error(`${deed.type} had no result`);
    return result;
  }

  /** These now, in one transaction; gives their results. */
  async doAll<T>(changes: readonly Change[]): Promise<readonly T[]> {
    await this.flush();
    return (await this.#write(changes)).map((end) => resultOf(end) as T);
  }

  close(): void {
    this.#writer.close();
  }

  async #write(changes: readonly Change[]): Promise<readonly BatchEnd[]> {
    if (changes.length === 0) return [];
    const startedAtMs = performance.now();
    const ends = await this.#tryToWrite(changes, 1);
    // As long a pause as it took: whoever waits for the database gets it in between.
    this.#isServed = this.#askServed();
    if (this.#isServed) await Bun.sleep(Math.max(5, performance.now() - startedAtMs));
    return ends;
  }

  async #tryToWrite(changes: readonly Change[], attempt: number): Promise<readonly BatchEnd[]> {
    try {
      return await this.#writer.write(changes);
    } catch (error) {
      if (!isBusy(error) || attempt === maxTries) throw error;
      return this.#tryToWrite(changes, attempt + 1);
    }
  }
}

function isBusy(error: unknown): boolean {
  const cause = error instanceof Unavailable ? error.cause : null;
  return cause instanceof Error && "code" in cause && String(cause.code).startsWith("SQLITE_BUSY");
}

function resultOf(end: BatchEnd | undefined): unknown {
  if (end?.done === true) return end.outcome.result;
  if (end?.done === false) throw new Refusal(end.reason, end.params);
  throw end?.error ?? new Error("the store gave no end for a change");
}
