import { describe, expect, test } from "bun:test";
import { createNewsQueue } from "./news-queue.ts";

function openScreen() {
  const runs: (() => void)[] = [];
  const taken: (readonly string[])[] = [];
  const queue = createNewsQueue<string>(
    (news) => taken.push(news),
    (run) => runs.push(run),
  );
  return {
    queue,
    taken,
    draw: () => {
      for (const run of runs.splice(0)) run();
    },
    isWaiting: () => runs.length > 0,
  };
}

describe("news", () => {
  test("that comes alone is taken at once", () => {
    const { queue, taken, draw, isWaiting } = openScreen();
    queue.put("a");
    expect(taken).toEqual([["a"]]);
    draw();
    expect(isWaiting()).toBe(false);
    queue.put("b");
    expect(taken).toEqual([["a"], ["b"]]);
  });

  test("that comes between two drawings is taken together, in order, before the next one", () => {
    const { queue, taken, draw } = openScreen();
    for (const one of ["a", "b", "c"]) queue.put(one);
    expect(taken).toEqual([["a"]]);
    draw();
    expect(taken).toEqual([["a"], ["b", "c"]]);
    queue.put("d");
    expect(taken).toHaveLength(2);
    draw();
    expect(taken.at(-1)).toEqual(["d"]);
  });

  test("that waits goes before what must not overtake it, once", () => {
    const { queue, taken, draw } = openScreen();
    for (const one of ["a", "b"]) queue.put(one);
    queue.flush();
    expect(taken).toEqual([["a"], ["b"]]);
    draw();
    expect(taken).toHaveLength(2);
  });

  test("never waits where nothing is drawn", () => {
    const taken: (readonly string[])[] = [];
    const queue = createNewsQueue<string>((news) => taken.push(news), undefined);
    for (const one of ["a", "b"]) queue.put(one);
    expect(taken).toEqual([["a"], ["b"]]);
  });
});
