import { expect, test } from "bun:test";
import { formatNumber, isHeld, median, percentile } from "./figures.ts";

test("the median of an even number of values is the mean of the middle two", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 3])).toBe(4);
  expect(() => median([])).toThrow("no values");
});

test("a percentile is a value that was measured", () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(percentile(values, 0.99)).toBe(99);
  expect(percentile(values, 1)).toBe(100);
  expect(percentile([7], 0.01)).toBe(7);
});

test("a gate holds at its very edge and not beyond it", () => {
  expect(isHeld({ value: 1.7, gate: { atMost: 1.7 } })).toBe(true);
  expect(isHeld({ value: 1.701, gate: { atMost: 1.7 } })).toBe(false);
  expect(isHeld({ value: 5, gate: { atLeast: 5 } })).toBe(true);
  expect(isHeld({ value: 4.99, gate: { atLeast: 5 } })).toBe(false);
});

test("numbers have three significant digits", () => {
  expect([0, 0.0521, 1.2345, 70.06, 12345].map(formatNumber)).toEqual([
    "0",
    "0.0521",
    "1.23",
    "70.1",
    "12345",
  ]);
});
