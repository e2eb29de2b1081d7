import type { Clock } from "../ports.ts";

/**
 * One part at a time for all that is being saved, and after each a pause as long as it took: however many save
 * however much, half of the main thread stays with those who write.
 */
export class Lane {
  readonly #clock: Clock;
  #last: Promise<void> = Promise.resolve();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async run<T>(read: () => Promise<T>): Promise<T> {
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = promise;
    await before;
    const startedAtMs = this.#clock.elapsed();
    try {
      return await read();
    } finally {
      this.#clock.setTimer(resolve, Math.max(1, this.#clock.elapsed() - startedAtMs));
    }
  }
}
