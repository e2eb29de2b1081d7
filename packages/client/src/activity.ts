import { signal } from "@preact/signals-core";
import { ignored, type Wire } from "./wire.ts";

const againMs = 60_000;

/** Tells the host whether the person is there: every change at once, staying there once a minute at most. */
export class Activity {
  readonly #wire: Wire;
  readonly isAway = signal(false);
  #isActive = true;
  #toldAtMs = 0;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  /** The person says so themselves; no sign of life changes it. */
  setAway(isAway: boolean): void {
    if (isAway === this.isAway.peek()) return;
    this.isAway.value = isAway;
    this.tell();
  }

  set(isActive: boolean): void {
    if (this.isAway.peek()) {
      this.#isActive = isActive;
      return;
    }
    const isChange = isActive !== this.#isActive;
    this.#isActive = isActive;
    if (isChange || (isActive && Math.abs(this.#wire.clock.now() - this.#toldAtMs) >= againMs)) this.tell();
  }

  /** A new session counts as here. */
  reopen(): void {
    if (this.#isActive && !this.isAway.peek()) this.#toldAtMs = this.#wire.clock.now();
    else this.tell();
  }

  tell(): void {
    this.#toldAtMs = this.#wire.clock.now();
    const state = this.#isActive && !this.isAway.peek() ? "here" : "away";
    this.#wire.request({ type: "presence.set", state }, ignored);
  }
}
