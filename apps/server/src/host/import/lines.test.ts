import { expect, test } from "bun:test";
import { readLines } from "./lines.ts";

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test("lines are the same however the bytes are cut, with their numbers and without their ends", async () => {
  const bytes = Buffer.from("one\r\n\ntwo ಕನ್ನಡ\nthree");
  for (let size = 1; size <= bytes.length; size += 1) {
    const lines = await Array.fromAsync(readLines(inPieces(bytes, size)));
    expect(lines.map(({ number, text }) => [number, text])).toEqual([
      [1, "one"],
      [2, ""],
      [3, "two ಕನ್ನಡ"],
      [4, "three"],
    ]);
  }
});

test("a line that is not UTF-8 is read as Windows-1252, the others stay", async () => {
  const bytes = Buffer.concat([Buffer.from("Zoë\n"), Buffer.from([0x5a, 0x6f, 0xeb, 0x0a])]);
  const lines = await Array.fromAsync(readLines(inPieces(bytes, 3)));
  expect(lines.map(({ text }) => text)).toEqual(["Zoë", "Zoë"]);
});
