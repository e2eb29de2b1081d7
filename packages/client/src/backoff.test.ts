import { expect, test } from "bun:test";
import { backoffMs } from "./backoff.ts";

test("waits grow from half a second to 15 s", () => {
  const most = (tries: number) => backoffMs(tries, () => 1);
  expect([1, 2, 3, 4, 5, 6, 7, 60].map(most)).toEqual([
    500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000,
  ]);
});

test("chance takes any part of a wait, so that nobody comes back together", () => {
  expect(backoffMs(4, () => 0)).toBe(0);
  expect(backoffMs(4, () => 0.25)).toBe(1_000);
});
