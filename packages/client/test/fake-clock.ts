import type { Clock } from "../src/ports.ts";

interface Timer {
  readonly atMs: number;
  readonly run: () => void;
}

/** Everything promised is kept: handlers that wait for one another have run. */
export function settle(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}

/** Time that stands still until it is moved. */
export class FakeClock implements Clock {
  #nowMs = 1_700_000_000_000;
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#nowMs;
  }

  setTimer(run: () => void, ms: number): () => void {
    const timer: Timer = { atMs: this.#nowMs + ms, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Moves on by `ms`, running what falls due, in its order. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    for (let next = this.#next(untilMs); next; next = this.#next(untilMs)) {
      this.#timers.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.run();
      await settle();
    }
    this.#nowMs = untilMs;
    await settle();
  }

  /** The device's clock is set; timers do not notice. */
  jump(ms: number): void {
    const timers = [...this.#timers];
    this.#timers.clear();
    this.#nowMs += ms;
    for (const { atMs, run } of timers) this.#timers.add({ atMs: atMs + ms, run });
  }

  #next(untilMs: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.atMs <= untilMs && (!first || timer.atMs < first.atMs)) first = timer;
    }
    return first;
  }
}
