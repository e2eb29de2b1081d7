import { expect, test } from "bun:test";
import { measureSlope, type Sample } from "./slope.ts";

const grown = (perSecond: number): Sample[] =>
  Array.from({ length: 400 }, (_, index) => ({
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
