import { expect, test } from "bun:test";
import { MouseReader } from "./mouse.ts";

const read = (...chunks: readonly string[]) => {
  const reader = new MouseReader();
  return chunks.flatMap((chunk) => reader.read(chunk));
};
const up = { kind: "wheel", by: -1 } as const;
const down = { kind: "wheel", by: 1 } as const;

test("the wheel and presses of the first button are read, also many at once and with keys held", () => {
  expect(read("\u001b[<64;10;5M")).toEqual([up]);
  expect(read("\u001b[<65;10;5M\u001b[<69;10;5M")).toEqual([down, down]);
  expect(read("\u001b[<0;223;401M")).toEqual([{ kind: "press", column: 223, row: 401 }]);
});

test("what comes in pieces is read once it is whole, wherever it is cut", () => {
  const text = "ab\u001b[<64;10;5Mcd\u001b[<65;1;1M";
  for (let at = 0; at <= text.length; at += 1)
    expect([at, read(text.slice(0, at), text.slice(at))]).toEqual([at, [up, down]]);
});

test("other buttons, letting go, keys and text are nothing to do", () => {
  for (const other of ["\u001b[<0;1;1m", "\u001b[<2;1;1M", "\u001b[A", "[<0;1;1M", "see \u001b", ""])
    expect([other, read(other)]).toEqual([other, []]);
});
