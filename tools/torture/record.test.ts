import { expect, test } from "bun:test";
import type { RoomId } from "@hearth/protocol";
import { clientIdOf, judge, keyOf } from "./record.ts";

const room = "r" as RoomId;
const key = (n: number): number => keyOf(clientIdOf(3, n));
const other = Number.NaN;
const promised = [{ talker: 3, room, places: [2, 3] }];

test("what was promised and is in its place is kept", () => {
  const rows = [other, key(0), key(1)].map((one, index) => ({ seq: index + 1, key: one }));
  const seen = [{ talker: 4, room, keys: [undefined, undefined, key(0), key(1)] }];
  expect(judge(rows, promised, seen)).toEqual({ kept: 2, lost: 0, doubled: 0, outOfOrder: 0 });
});

test("what is gone is lost, what stands twice is doubled, what moved is out of order", () => {
  const rows = [key(1), key(1), other].map((one, index) => ({ seq: index + 1, key: one }));
  expect(judge(rows, promised, [])).toEqual({ kept: 0, lost: 1, doubled: 1, outOfOrder: 1 });
});

test("a gap in the log, and a place where somebody saw something else, are out of order", () => {
  const rows = [
    { seq: 2, key: key(0) },
    { seq: 3, key: key(1) },
  ];
  expect(judge(rows, promised, []).outOfOrder).toBe(2);
  const whole = [other, key(0), key(1)].map((one, index) => ({ seq: index + 1, key: one }));
  const seen = [{ talker: 4, room, keys: [undefined, undefined, key(1)] }];
  expect(judge(whole, promised, seen).outOfOrder).toBe(1);
});
