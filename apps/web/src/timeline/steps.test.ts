import { describe, expect, test } from "bun:test";
import type { Item } from "./items.ts";
import { stepToward } from "./steps.ts";

const rows = (...keys: string[]): readonly Item[] =>
  keys.map((key) => {
    if (key.startsWith("day")) return { kind: "day", key, atMs: 0 };
    return { kind: "notices", key, row: { kind: "notices", key, seq: 1, notices: [] } };
  });
const keys = (items: readonly Item[]) => items.map((item) => item.key).join(" ");

/** Every list drawn on the way, with how it differs from the one before. */
function walk(from: readonly Item[], to: readonly Item[]) {
  const steps: { keys: string; isShift: boolean }[] = [];
  let shown = from;
  do {
    const step = stepToward(shown, to);
    steps.push({ keys: keys(step.items), isShift: step.isShift });
    shown = step.items;
  } while (shown !== to && steps.length < 5);
  return steps;
}

describe("steps from the shown list to the wanted one", () => {
  test("rows below are one step", () => {
    expect(walk(rows("a", "b"), rows("a", "b", "c"))).toEqual([{ keys: "a b c", isShift: false }]);
  });

  test("rows above are one step that keeps the end, also when the first day's line moves up", () => {
    expect(walk(rows("day1", "c"), rows("day1", "a", "b", "c"))).toEqual([
      { keys: "day1 a b c", isShift: true },
    ]);
    expect(walk(rows("day2", "c"), rows("day1", "a", "day2", "b", "c"))).toEqual([
      { keys: "day1 a day2 b c", isShift: true },
    ]);
  });

  test("rows that go above are one step that keeps the end", () => {
    expect(walk(rows("a", "b", "c"), rows("b", "c"))).toEqual([{ keys: "b c", isShift: true }]);
  });

  test("a window that moves down goes in two steps, never both ends at once", () => {
    expect(walk(rows("a", "b", "c"), rows("b", "c", "d"))).toEqual([
      { keys: "b c", isShift: true },
      { keys: "b c d", isShift: false },
    ]);
  });

  test("a window that moves up goes in two steps", () => {
    expect(walk(rows("c", "d"), rows("a", "b", "c"))).toEqual([
      { keys: "a b c d", isShift: true },
      { keys: "a b c", isShift: false },
    ]);
  });

  test("another window replaces the list", () => {
    expect(stepToward(rows("a"), rows("x", "y"))).toMatchObject({ isReplaced: true, isShift: false });
    expect(stepToward([], rows("x")).isReplaced).toBe(false);
  });
});
