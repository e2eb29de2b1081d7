import { Unavailable } from "@hearth/protocol";
import type { Change } from "../core/changes.ts";
import type { Committed } from "../core/ports.ts";
import type { BatchEnd } from "./apply-batch.ts";

interface Waiting {
  readonly change: Change;
  readonly resolve: (end: Committed) => void;
  readonly reject: (error: unknown) => void;
}

/** Changes in one transaction, at most: keeps the first one's wait short. */
const maxBatch = 256;

/**
 * Group commit: while one batch is being written, everything that arrives becomes the next one. `write`
 * resolves when the batch is on disk, with one end per change, in order; if it throws, none was written.
 */
export class Batches {
  readonly #write: (changes: readonly Change[]) => Promise<readonly BatchEnd[]>;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;
  #isClosed = false;

  constructor(write: (changes: readonly Change[]) => Promise<readonly BatchEnd[]>) {
    this.#write = write;
  }

  /** Throws `Unavailable` once closed. */
  add(change: Change): Promise<Committed> {
    if (this.#isClosed) return Promise.reject(new Unavailable("unavailable"));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ change, resolve, reject });
      this.#writing ??= this.#run();
    });
  }

  /** Takes nothing more; resolves when everything it took has its end. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#writing;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      await endOfTurn();
      await this.#runBatch(this.#waiting.splice(0, maxBatch));
    }
    this.#writing = null;
  }

  async #runBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      const ends = await this.#write(batch.map(({ change }) => change));
      for (const [index, waiting] of batch.entries()) settle(waiting, ends[index]);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}

/** What one turn of the loop brings shares a batch; a microtask would come after its first frame alone. */
function endOfTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function settle({ resolve, reject }: Waiting, end: BatchEnd | undefined): void {
  if (!end) reject(new Error("the store gave no end for a change"));
  else if (end.done === "broken") reject(end.error);
  else resolve(end);
}
