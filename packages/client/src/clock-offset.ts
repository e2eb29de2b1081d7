/**
 * How far the server's clock is ahead of the device's, in milliseconds.
 * Every stamp of the server bounds it: made before we received it, and after we sent what it answers.
 * The narrowest pair of bounds is what the best round trip left.
 */
export class ClockOffset {
  #lowMs = Number.NEGATIVE_INFINITY;
  #highMs = Number.POSITIVE_INFINITY;

  /** A new connection may reach a host whose clock was set anew. */
  reset(): void {
    this.#lowMs = Number.NEGATIVE_INFINITY;
    this.#highMs = Number.POSITIVE_INFINITY;
  }

  /** Takes a stamp in; `sentAtMs` where it is known what the stamp answers. */
  note(serverTimeMs: number, receivedAtMs: number, sentAtMs = Number.NEGATIVE_INFINITY): void {
    const lowMs = serverTimeMs - receivedAtMs;
    const highMs = serverTimeMs - sentAtMs;
    // Bounds that exclude each other: one of the clocks was set. Only the new stamp counts.
    if (lowMs > this.#highMs || highMs < this.#lowMs) this.reset();
    this.#lowMs = Math.max(this.#lowMs, lowMs);
    this.#highMs = Math.min(this.#highMs, highMs);
  }

  get ms(): number {
    if (!Number.isFinite(this.#lowMs)) return 0;
    if (!Number.isFinite(this.#highMs)) return this.#lowMs;
    return (this.#lowMs + this.#highMs) / 2;
  }
}
