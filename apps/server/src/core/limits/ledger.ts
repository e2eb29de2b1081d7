import { Refusal } from "@hearth/protocol";
import type { Clock } from "../ports.ts";
import { type LimitName, limitSettings, type Rate } from "./limits.ts";

/** Which limits are on, and other rates than the built-in ones. */
export interface LimitOptions {
  readonly messages: boolean;
  readonly logins: boolean;
  readonly rates?: Partial<Record<LimitName, Rate>>;
}

interface Bucket {
  /** What is left at `atMs`. */
  tokens: number;
  atMs: number;
}

/** Buckets kept before full ones are forgotten: bounds memory however many addresses appear. */
const maxBuckets = 50_000;

/** The one ledger of rates, for all doors: token buckets by limit and key. */
export class Ledger {
  readonly #clock: Clock;
  readonly #rates = new Map<LimitName, Rate | null>();
  readonly #buckets = new Map<string, Bucket>();

  constructor(clock: Clock, options: LimitOptions) {
    this.#clock = clock;
    for (const { name, rate, group } of limitSettings) {
      this.#rates.set(name, options[group] ? (options.rates?.[name] ?? rate) : null);
    }
  }

  /** Takes one; refuses `too_fast` with the time until there is one again. */
  take(limit: LimitName, key: string): void {
    const rate = this.#rates.get(limit);
    if (!rate) return;
    const bucket = this.#bucket(`${limit} ${key}`, rate);
    if (bucket.tokens < 1)
      throw new Refusal("too_fast", {}, Math.ceil(((1 - bucket.tokens) * 60_000) / rate.perMinute));
    bucket.tokens -= 1;
  }

  #bucket(key: string, rate: Rate): Bucket {
    const now = this.#clock.elapsed();
    const bucket = this.#buckets.get(key) ?? { tokens: rate.burst, atMs: now };
    bucket.tokens = Math.min(rate.burst, bucket.tokens + ((now - bucket.atMs) * rate.perMinute) / 60_000);
    bucket.atMs = now;
    if (this.#buckets.size >= maxBuckets) this.#forgetOldest();
    // Set again, so that the map's order is the order of last use.
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    return bucket;
  }

  #forgetOldest(): void {
    let left = maxBuckets / 10;
    for (const key of this.#buckets.keys()) {
      if (left-- <= 0) return;
      this.#buckets.delete(key);
    }
  }
}
