import { expect, test } from "bun:test";
import type { Pending, Status } from "@hearth/client";
import { Refusal } from "@hearth/protocol";
import { signal } from "@preact/signals";
import { asleepAfterMs, backForMs, createBanner, lostAfterMs } from "./connection-banner.ts";

/** Time that only moves when told to. */
function createClock() {
  let nowMs = 1_000;
  let timers: { readonly atMs: number; readonly run: () => void }[] = [];
  return {
    now: () => nowMs,
    setTimer(run: () => void, ms: number) {
      const timer = { atMs: nowMs + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    pass(ms: number) {
      nowMs += ms;
      const due = timers.filter((timer) => timer.atMs <= nowMs);
      timers = timers.filter((timer) => timer.atMs > nowMs);
      for (const timer of due) timer.run();
    },
  };
}

function setUp() {
  const clock = createClock();
  const status = signal<Status>({ phase: "live" });
  const outbox = signal<readonly Pending[]>([]);
  const banner = createBanner({ status, outbox }, clock);
  const lose = (tries = 0) => {
    status.value = { phase: "offline", sinceMs: clock.now(), nextTryAtMs: null, tries };
  };
  return { clock, status, outbox, banner, lose };
}

const pending = { phase: "waiting" } as Pending;

test("a connection lost for less than three seconds is not mentioned", () => {
  const { clock, status, banner, lose } = setUp();
  lose();
  clock.pass(lostAfterMs - 1);
  expect(banner.value.kind).toBe("none");
  status.value = { phase: "live" };
  clock.pass(lostAfterMs);
  expect(banner.value.kind).toBe("none");
});

test("after three seconds it is lost, after thirty the host is asleep, however often it was tried", () => {
  const { clock, status, banner, lose } = setUp();
  lose();
  const sinceMs = clock.now();
  clock.pass(lostAfterMs);
  expect(banner.value.kind).toBe("lost");
  status.value = { phase: "offline", sinceMs, nextTryAtMs: null, tries: 5 };
  expect(banner.value.kind).toBe("lost");
  clock.pass(asleepAfterMs - lostAfterMs);
  expect(banner.value.kind).toBe("asleep");
});

test("when it is back, the banner says how many messages were sent, once they were", () => {
  const { clock, status, outbox, banner, lose } = setUp();
  lose();
  clock.pass(lostAfterMs);
  outbox.value = [pending, pending];
  status.value = { phase: "live" };
  expect(banner.value).toEqual({ kind: "back", sent: 0 });
  outbox.value = [];
  expect(banner.value).toEqual({ kind: "back", sent: 2 });
  clock.pass(backForMs);
  expect(banner.value.kind).toBe("none");
});

test("a message that the host refuses does not keep the banner", () => {
  const { clock, status, outbox, banner, lose } = setUp();
  lose();
  clock.pass(lostAfterMs);
  outbox.value = [{ phase: "failed", refusal: new Refusal("room_missing") } as Pending];
  status.value = { phase: "live" };
  clock.pass(backForMs);
  expect(banner.value.kind).toBe("none");
});

test("a page that may not connect says why", () => {
  const { status, banner } = setUp();
  status.value = { phase: "refused", refusal: new Refusal("version_unsupported", { version: 2 }) };
  expect(banner.value.kind).toBe("refused");
});
