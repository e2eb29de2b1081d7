import { edenGC } from "bun:jsc";
import type { Clock } from "./core/ports.ts";

/** So many connections coming or going make garbage worth looking for. */
const many = 100;
/** While they come, what is young is looked through this often, so that what stays lies close together. */
const packEvery = 50;
/** So long nobody came or went: what they left can be collected. */
const quietMs = 700;

/** The runtime's collector. */
export interface Collector {
  /** Looks through what was made since the last time. */
  readonly pack: () => void;
  /** Looks through everything, and gives free memory back to the machine. */
  readonly collect: () => void;
}

const runtime: Collector = { pack: () => void edenGC(), collect: () => void Bun.gc(true) };

/**
 * Gives memory back after many connections came or went at once. The runtime by itself would wait until as much
 * again is needed, which on a machine that does other things, too, is never soon enough.
 */
export class Tidying {
  readonly #clock: Clock;
  readonly #release: () => void;
  readonly #collector: Collector;
  #count = 0;
  #stopTimer: (() => void) | null = null;

  /** `release` lets go of what others keep only to be faster. */
  constructor(clock: Clock, release: () => void, collector: Collector = runtime) {
    this.#clock = clock;
    this.#release = release;
    this.#collector = collector;
  }

  /** A connection came or went. */
  note(): void {
    this.#count += 1;
    if (this.#count % packEvery === 0) this.#collector.pack();
    if (this.#count >= many) this.#wait();
  }

  stop(): void {
    this.#stopTimer?.();
  }

  #wait(): void {
    this.#stopTimer?.();
    this.#stopTimer = this.#clock.setTimer(() => {
      this.#count = 0;
      this.#release();
      this.#collector.collect();
    }, quietMs);
  }
}
