import { beforeAll, expect, test } from "bun:test";
import { en } from "./en.ts";
import { countDays, formatDuration, formatWhen } from "./format.ts";
import { chooseWords } from "./words.ts";

beforeAll(() => chooseWords("en", en));

const minuteMs = 60_000;
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime();

test("a stay is told in minutes, then in hours and minutes", () => {
  expect(formatDuration(59_000)).toBe("under 1 min");
  expect(formatDuration(41 * minuteMs)).toBe("41 min");
  expect(formatDuration(64 * minuteMs)).toBe("1 h 4 min");
});

test("days are counted by midnights, not by 24 hours", () => {
  expect(countDays(at(19, 23, 59), at(20, 0, 1))).toBe(1);
  expect(countDays(at(19, 0, 1), at(19, 23, 59))).toBe(0);
});

test("a moment is shown as the time today, the weekday this week, and the date before", () => {
  const nowMs = at(19, 12);
  expect(formatWhen(at(19, 9, 2), nowMs)).toMatch(/9:02/);
  expect(formatWhen(at(18, 9, 2), nowMs)).toBe("Wed");
  expect(formatWhen(at(12, 9, 2), nowMs)).toMatch(/12/);
  expect(formatWhen(new Date(2024, 10, 12).getTime(), nowMs)).toMatch(/2024/);
});

test("a clock that runs ahead shows a time, never a moment in days to come", () => {
  expect(formatWhen(at(20, 9, 2), at(19, 12))).toMatch(/9:02/);
});
