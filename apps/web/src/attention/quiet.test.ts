import { expect, test } from "bun:test";
import { formatQuiet, parseQuiet } from "./quiet.ts";

const nowMs = new Date(2026, 10, 19, 14, 30).getTime();
const hourMs = 3_600_000;

test("[ATT6] an hour of quiet ends after an hour, a day of it tomorrow at seven", () => {
  expect(parseQuiet(formatQuiet("hour", nowMs), nowMs)).toBe("hour");
  expect(parseQuiet(formatQuiet("hour", nowMs), nowMs + hourMs)).toBe("off");
  expect(Number(formatQuiet("day", nowMs))).toBe(new Date(2026, 10, 20, 7).getTime());
  expect(parseQuiet(formatQuiet("day", nowMs), nowMs)).toBe("day");
});

test("[ATT6] quiet without an end stays, and nothing kept is no quiet", () => {
  expect(parseQuiet(formatQuiet("always", nowMs), nowMs + 1_000 * hourMs)).toBe("always");
  expect(parseQuiet("", nowMs)).toBe("off");
  expect(parseQuiet("not a number", nowMs)).toBe("off");
});
