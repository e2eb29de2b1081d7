import { describe, expect, test } from "bun:test";
import { formatDuration, formatLogLine, formatPeer, type LogLine } from "./live-log.ts";

const atMs = Date.UTC(2026, 10, 21, 10, 3, 31);
const shape = { color: "none", timeZone: "UTC" } as const;
const zoya = { atMs, name: "Zoya Khan", address: "192.168.1.66", port: 40_312 };

describe("a line of the live log", () => {
  const lines: readonly (readonly [line: LogLine, written: string])[] = [
    [
      { ...zoya, kind: "opened", client: "Chrome 127, Android 12" },
      "  10:03:31 + Zoya Khan        192.168.1.66:40312     Chrome 127, Android 12",
    ],
    [
      { ...zoya, kind: "closed", how: "closed the page", openMs: 3_840_000 },
      "  10:03:31 - Zoya Khan        192.168.1.66:40312     closed the page after 1 h 4 min",
    ],
    [
      { ...zoya, name: null, kind: "refused", reason: "wrong room code" },
      "  10:03:31 ! no name          192.168.1.66:40312     wrong room code",
    ],
    [
      { ...zoya, name: "山田太郎", kind: "opened", client: "Firefox 130, Linux" },
      "  10:03:31 + 山田太郎         192.168.1.66:40312     Firefox 130, Linux",
    ],
    [
      { ...zoya, name: "A name longer than its column", kind: "opened", client: "curl 8.5.0" },
      "  10:03:31 + A name longer than its column 192.168.1.66:40312     curl 8.5.0",
    ],
  ];
  for (const [line, written] of lines) {
    test(`reads ${written.trim()}`, () => expect(formatLogLine(line, shape)).toBe(written));
  }

  test("says the same in colour", () => {
    const line = { ...zoya, kind: "opened", client: "curl 8.5.0" } as const;
    const colored = formatLogLine(line, { ...shape, color: "true" });
    expect(colored).toContain("\u001B[");
    expect(Bun.stripANSI(colored)).toBe(formatLogLine(line, shape));
  });
});

test("an address stands with its port, as people write it", () => {
  expect(formatPeer("::ffff:10.0.0.7", 9)).toBe("10.0.0.7:9");
  expect(formatPeer("fd12::7", 9)).toBe("[fd12::7]:9");
});

test("a duration has its two largest units", () => {
  const second = 1000;
  const hour = 3600 * second;
  const durations = [
    -5,
    0,
    59 * second,
    65 * second,
    600 * second,
    1190 * second,
    2 * hour,
    64 * 60 * second,
    50 * hour,
  ];
  expect(durations.map(formatDuration)).toEqual([
    "0 s",
    "0 s",
    "59 s",
    "1 min 5 s",
    "10 min",
    "19 min",
    "2 h",
    "1 h 4 min",
    "2 d 2 h",
  ]);
});
