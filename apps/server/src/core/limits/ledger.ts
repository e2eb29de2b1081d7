import { Refusal } from "@hearth/protocol";
import type { Clock } from "../ports.ts";
import { type LimitName, limitSettings, type Rate } from "./limits.ts";

/** Which limits are on, and other rates than the built-in ones. */
export interface LimitOptions {
  readonly messages: boolean;
  readonly logins: boolean;
  readonly rates?: Partial<Record<LimitName, Rate>>;
}

/** Keys kept for one limit before the oldest are forgotten: bounds memory however many addresses appear. */
const maxKeys = 20_000;
/** Sums of fractions are a hair off; whoever waited `retryAfterMs` must be let through. */
const hairMs = 1e-6;

/**
 * The one ledger of rates, for all doors: token buckets by limit and key, each kept as the moment at which it
 * is full again (the generic cell rate algorithm, ITU-T I.371).
 */
export class Ledger {
  readonly #clock: Clock;
  readonly #rates = new Map<LimitName, Rate | null>();
  /** Each limit has its own, so that a flood against one makes no other forget. */
  readonly #fullAtMs = new Map<LimitName, Map<string, number>>();

  constructor(clock: Clock, options: LimitOptions) {
    this.#clock = clock;
    for (const { name, rate, group } of limitSettings) {
      this.#rates.set(name, options[group] ? (options.rates?.[name] ?? rate) : null);
      this.#fullAtMs.set(name, new Map());
    }
  }

  /** Takes one; refuses `too_fast` with the time until there is one again. */
  take(limit: LimitName, key: string): void {
    const rate = this.#rates.get(limit);
    const keys = this.#fullAtMs.get(limit);
    if (!rate || !keys) return;
    const now = this.#clock.elapsed();
    const refillMs = 60_000 / rate.perMinute;
    const fullAtMs = Math.max(now, keys.get(key) ?? 0);
    const waitMs = fullAtMs - (rate.burst - 1) * refillMs - now;
    if (waitMs > hairMs) throw new Refusal("too_fast", {}, Math.ceil(waitMs - hairMs));
    // Set anew, so that the map's order is the order of last use.
    keys.delete(key);
    if (keys.size >= maxKeys) forgetOldest(keys);
    keys.set(key, fullAtMs + refillMs);
  }
}

function forgetOldest(keys: Map<string, number>): void {
  let left = maxKeys / 10;
  for (const key of keys.keys()) {
    if (left-- <= 0) return;
    keys.delete(key);
  }
}
