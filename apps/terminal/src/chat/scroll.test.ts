import { expect, test } from "bun:test";
import { atEnd, type Block, scrollBy, scrollTo, viewOf } from "./scroll.ts";

const block = (key: string, count: number): Block => ({
  key,
  lines: Array.from({ length: count }, (_, at) => [{ text: `${key}${at}`, tone: "plain" as const }]),
});
const blocks = [block("a", 2), block("b", 3), block("c", 1), block("d", 4)];
const shown = (scroll = atEnd, from = blocks, height = 4) =>
  viewOf(from, scroll, height)
    .lines.map(([span]) => span?.text)
    .join(" ");

test("at the end the newest lines are shown, and those that come", () => {
  expect(shown()).toBe("d0 d1 d2 d3");
  expect(shown(atEnd, [...blocks, block("e", 1)])).toBe("d1 d2 d3 e0");
  expect(viewOf([], atEnd, 4)).toEqual({ lines: [], keys: [], above: 0, below: 0 });
});

test("scrolled back, nothing moves when lines come before or after", () => {
  const back = scrollBy(blocks, atEnd, 4, -3);
  expect(shown(back)).toBe("b1 b2 c0 d0");
  expect(shown(back, [block("z", 9), ...blocks, block("e", 5)])).toBe("b1 b2 c0 d0");
  expect(viewOf(blocks, back, 4)).toMatchObject({ above: 3, below: 3, keys: ["b", "b", "c", "d"] });
});

test("it stops at the first line, and becomes the end at the last one", () => {
  expect(shown(scrollBy(blocks, atEnd, 4, -100))).toBe("a0 a1 b0 b1");
  expect(scrollBy(blocks, scrollBy(blocks, atEnd, 4, -3), 4, 3)).toEqual(atEnd);
  expect(scrollBy([block("a", 2)], atEnd, 4, -5)).toEqual(atEnd);
});

test("a block is brought into the window by the least movement", () => {
  expect(shown(scrollTo(blocks, atEnd, 4, "b"))).toBe("b0 b1 b2 c0");
  const top = scrollBy(blocks, atEnd, 4, -100);
  expect(shown(scrollTo(blocks, top, 4, "c"))).toBe("b0 b1 b2 c0");
  expect(scrollTo(blocks, top, 4, "gone")).toEqual(top);
});

test("when its row is gone, the window is at the end", () => {
  expect(shown({ kind: "at", key: "gone", hidden: 0 })).toBe("d0 d1 d2 d3");
});
