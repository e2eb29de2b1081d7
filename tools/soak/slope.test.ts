import { expect, test } from "bun:test";
import { findGrowth, measureSlope, type Sample } from "./slope.ts";

const memoryOf = ({ memoryBytes }: Sample): number => memoryBytes;

const grown = (perSecond: number, seconds = 400): Sample[] =>
  Array.from({ length: seconds }, (_, index) => ({
    atMs: index * 1_000,
    memoryBytes: 100_000 + perSecond * index,
    fileBytes: 0,
    descriptors: 20,
    latencyMs: 1,
  }));

test("what stays flat has no slope", () => {
  expect(measureSlope(grown(0), ({ memoryBytes }) => memoryBytes).perHour).toBe(0);
});

test("what grows is told in shares an hour", () => {
  const { early, late, perHour } = measureSlope(grown(100), ({ memoryBytes }) => memoryBytes);
  expect([early, late]).toEqual([115_000, 135_000]);
  expect(perHour).toBeCloseTo((360_000 / 115_000) * 1, 1);
});

test("a run of three samples is too short", () => {
  expect(() => measureSlope(grown(0).slice(0, 3), ({ memoryBytes }) => memoryBytes)).toThrow("too short");
});

test("an hour may add a twentieth, and no more", () => {
  const perSecond = (share: number): number => (115_000 * share) / 3_600;
  expect(findGrowth(grown(perSecond(0.04), 3_600), memoryOf)).toBeNull();
  expect(findGrowth(grown(perSecond(0.08), 3_600), memoryOf)).toBe("more than 5 % an hour");
});

test("a short run fails on what it adds at once, whatever that is in an hour", () => {
  expect(findGrowth(grown(100), memoryOf)).toBeNull();
  expect(findGrowth(grown(800), memoryOf)).toBe("more than 50 % in so short a time");
});
