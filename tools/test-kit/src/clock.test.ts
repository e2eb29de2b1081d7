import { expect, test } from "bun:test";
import { FakeClock } from "./clock.ts";

test("timers run in the order of their moments, each at its moment", async () => {
  const clock = new FakeClock(1_000);
  const seen: string[] = [];
  clock.setTimer(() => seen.push(`late ${clock.elapsed()}`), 50);
  clock.setTimer(() => seen.push(`early ${clock.elapsed()}`), 10);
  await clock.advance(49);
  expect(seen).toEqual(["early 10"]);
  await clock.advance(1);
  expect(seen).toEqual(["early 10", "late 50"]);
  expect([clock.elapsed(), clock.now()]).toEqual([50, 1_050]);
});

test("a timer that was forgotten does not run, and one set by another runs in the same stretch", async () => {
  const clock = new FakeClock();
  const seen: number[] = [];
  clock.setTimer(() => seen.push(0), 5)();
  clock.setTimer(() => void clock.setTimer(() => seen.push(clock.elapsed()), 5), 5);
  await clock.advance(10);
  expect(seen).toEqual([10]);
  expect(clock.timerCount).toBe(0);
});

test("setting the wall clock leaves durations alone", async () => {
  const clock = new FakeClock(0);
  await clock.advance(100);
  clock.setNow(9_000_000);
  expect([clock.elapsed(), clock.now()]).toEqual([100, 9_000_000]);
});
