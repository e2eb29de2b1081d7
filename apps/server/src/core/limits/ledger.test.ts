import { describe, expect, test } from "bun:test";
import { Refusal } from "@hearth/protocol";
import { createRandom, FakeClock } from "@hearth/test-kit";
import { Ledger } from "./ledger.ts";
import { limitSettings } from "./limits.ts";

const on = { messages: true, logins: true };

/** How long until there is one again; 0 when one was taken. */
function take(ledger: Ledger, ...[name, key]: Parameters<Ledger["take"]>): number {
  try {
    ledger.take(name, key);
    return 0;
  } catch (error) {
    if (error instanceof Refusal && error.reason === "too_fast") return error.retryAfterMs ?? Number.NaN;
    throw error;
  }
}

for (const { name, rate } of limitSettings) {
  describe(`[LIM1] limits.${name}`, () => {
    test(`lets ${rate.burst} through at once and not one more`, () => {
      const ledger = new Ledger(new FakeClock(), on);
      for (let taken = 0; taken < rate.burst; taken += 1) expect(take(ledger, name, "a")).toBe(0);
      expect(take(ledger, name, "a")).toBe(Math.ceil(60_000 / rate.perMinute));
      expect(take(ledger, name, "b")).toBe(0);
    });

    test("[LIM2] names a time after which the next one passes, and a millisecond before it does not", async () => {
      const clock = new FakeClock();
      const ledger = new Ledger(clock, on);
      for (let taken = 0; taken < rate.burst; taken += 1) ledger.take(name, "a");
      const random = createRandom(7);
      for (let round = 0; round < 50; round += 1) {
        const waitMs = take(ledger, name, "a");
        const part = Math.floor(random() * (waitMs - 1));
        await clock.advance(part);
        const restMs = take(ledger, name, "a");
        expect(restMs).toBe(waitMs - part);
        await clock.advance(restMs - 1);
        expect(take(ledger, name, "a")).toBeGreaterThan(0);
        await clock.advance(1);
        expect(take(ledger, name, "a")).toBe(0);
      }
    });
  });
}

test("[LIM3] a group that is switched off lets everything through", () => {
  const ledger = new Ledger(new FakeClock(), { messages: false, logins: true });
  for (let taken = 0; taken < 10_000; taken += 1) expect(take(ledger, "messages", "a")).toBe(0);
  for (let taken = 0; taken < 10; taken += 1) ledger.take("signIns", "a");
  expect(take(ledger, "signIns", "a")).toBeGreaterThan(0);
});

test("[LIM3] a host's own rate replaces the built-in one", () => {
  const ledger = new Ledger(new FakeClock(), { ...on, rates: { messages: { burst: 2, perMinute: 6 } } });
  expect([1, 2, 3].map(() => take(ledger, "messages", "a"))).toEqual([0, 0, 10_000]);
});

test("[LIM4] a flood of addresses against one limit makes no other limit forget", () => {
  const ledger = new Ledger(new FakeClock(), on);
  for (let taken = 0; taken < 10; taken += 1) ledger.take("signIns", "ananya");
  for (let address = 0; address < 100_000; address += 1) ledger.take("joinsByAddress", `10.0.0.${address}`);
  expect(take(ledger, "signIns", "ananya")).toBe(12_000);
});
