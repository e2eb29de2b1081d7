interface Timer {
  readonly atMs: number;
  readonly run: () => void;
}

/** Time in hand: it passes only when a test says so. Fits the `Clock` of the server and of the client. */
export class FakeClock {
  #elapsedMs = 0;
  #offsetMs: number;
  readonly #timers = new Set<Timer>();

  constructor(startMs: number = Date.UTC(2026, 0, 5, 9, 0)) {
    this.#offsetMs = startMs;
  }

  now(): number {
    return this.#offsetMs + this.#elapsedMs;
  }
  elapsed(): number {
    return this.#elapsedMs;
  }
  setTimer(run: () => void, delayMs: number): () => void {
    const timer: Timer = { atMs: this.#elapsedMs + delayMs, run };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** Somebody sets the machine's clock; durations do not notice. */
  setNow(atMs: number): void {
    this.#offsetMs = atMs - this.#elapsedMs;
  }

  get timerCount(): number {
    return this.#timers.size;
  }

  /** Lets time pass: every timer runs at its moment, and what it set off is done before the next. */
  async advance(ms: number): Promise<void> {
    const endMs = this.#elapsedMs + ms;
    await settle();
    for (let timer = this.#next(endMs); timer; timer = this.#next(endMs)) {
      this.#elapsedMs = timer.atMs;
      this.#timers.delete(timer);
      timer.run();
      await settle();
    }
    this.#elapsedMs = endMs;
  }

  #next(endMs: number): Timer | undefined {
    return [...this.#timers].filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0];
  }
}

/** Resolves once everything that was ready to run has run: promises, and what they made ready. */
export async function settle(turns = 4): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
