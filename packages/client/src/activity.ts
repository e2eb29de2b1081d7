import { ignored, type Wire } from "./wire.ts";

const againMs = 60_000;

/** Tells the host whether the person is there: every change at once, staying there once a minute at most. */
export class Activity {
  readonly #wire: Wire;
  #isActive = true;
  #toldAtMs = 0;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  set(isActive: boolean): void {
    const isChange = isActive !== this.#isActive;
    this.#isActive = isActive;
    if (isChange || (isActive && Math.abs(this.#wire.clock.now() - this.#toldAtMs) >= againMs)) this.tell();
  }

  /** A new session counts as here. */
  reopen(): void {
    if (this.#isActive) this.#toldAtMs = this.#wire.clock.now();
    else this.tell();
  }

  tell(): void {
    this.#toldAtMs = this.#wire.clock.now();
    this.#wire.request({ type: "presence.set", state: this.#isActive ? "here" : "away" }, ignored);
  }
}
