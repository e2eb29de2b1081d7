import { ERRORS, type Lock, type Locker, type RequestRelease } from "@tus/server";

const giveUpAfterMs = 30_000;

interface Writer {
  readonly askToEnd: RequestRelease;
  readonly ended: Promise<void>;
}

/**
 * One request at a time writes to an upload: whoever comes asks the one before to end, and waits. The library's own
 * lock looks again in every turn of the loop, so one who stalls and one who waits would take all of a core.
 */
export class UploadTurns implements Locker {
  readonly #writers = new Map<string, Writer>();
  readonly #onTurn: (stopped: AbortSignal) => void;

  /** `onTurn` hears what ends each request, within it, as soon as it may write. */
  constructor(onTurn: (stopped: AbortSignal) => void) {
    this.#onTurn = onTurn;
  }

  newLock(id: string): Lock {
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    return {
      lock: async (stopped, askToEnd) => {
        await this.#take(id, { askToEnd, ended }, stopped);
        this.#onTurn(stopped);
      },
      unlock: async () => {
        this.#writers.delete(id);
        end();
      },
    };
  }

  async #take(id: string, next: Writer, stopped: AbortSignal): Promise<void> {
    const patience = AbortSignal.any([stopped, AbortSignal.timeout(giveUpAfterMs)]);
    const { promise: lost, reject } = Promise.withResolvers<never>();
    const giveUp = (): void => reject(ERRORS.ERR_LOCK_TIMEOUT);
    patience.addEventListener("abort", giveUp, { once: true });
    try {
      for (let writer = this.#writers.get(id); writer; writer = this.#writers.get(id)) {
        await writer.askToEnd();
        await Promise.race([writer.ended, lost]);
      }
      // At once: of all who waited only the first finds nobody.
      this.#writers.set(id, next);
    } finally {
      patience.removeEventListener("abort", giveUp);
    }
  }
}
