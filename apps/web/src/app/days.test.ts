import { expect, test } from "bun:test";
import { endOfDay, formatDate, startOfDay } from "./days.ts";

test("a day begins and ends on this device, also when the clock changes on it", () => {
  const start = startOfDay("2026-03-29") ?? 0;
  expect(formatDate(start)).toBe("2026-03-29");
  const end = endOfDay("2026-03-29") ?? 0;
  expect(formatDate(end - 1)).toBe("2026-03-29");
  expect(formatDate(end)).toBe("2026-03-30");
});

test("a field that is not filled is no day", () => {
  for (const text of ["", "2026-3-1", "tomorrow"])
    expect([startOfDay(text), endOfDay(text)]).toEqual([null, null]);
});

test("days ago cross months", () => {
  expect(formatDate(new Date(2026, 2, 3, 1).getTime(), 6)).toBe("2026-02-25");
});
