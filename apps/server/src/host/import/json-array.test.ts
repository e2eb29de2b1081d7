import { expect, test } from "bun:test";
import { readArray } from "./json-array.ts";

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const records = [
  { text: 'a "quoted" \\ } ] [ {', list: [{ a: 1 }, [2]] },
  { text: "ಕನ್ನಡ 🎉", nothing: null },
  { text: "last" },
];
const printed = JSON.stringify(records, null, 4);

async function readAll(text: string, size = 7): Promise<readonly (readonly [number, unknown])[]> {
  const elements = await Array.fromAsync(readArray(inPieces(text, size)));
  return elements.map(({ line, value }) => [line, value] as const);
}

test("elements are found with their lines, however the bytes are cut", async () => {
  for (let size = 1; size < 40; size += 1)
    expect(await readAll(printed, size)).toEqual([
      [2, records[0]],
      [13, records[1]],
      [17, records[2]],
    ]);
  expect(await readAll(JSON.stringify(records))).toEqual(records.map((record) => [1, record]));
  expect(await readAll("[]")).toEqual([]);
});

test("what is broken ends where the next element begins", async () => {
  const noQuote = printed.replace('"nothing": null', '"nothing: null');
  expect(await readAll(noQuote)).toEqual([
    [2, records[0]],
    [13, undefined],
    [17, records[2]],
  ]);
  const noBrace = printed.replace(/null\s+\},/u, "null\n");
  expect((await readAll(noBrace)).map(([, value]) => value)).toEqual([records[0], undefined, records[2]]);
  expect((await readAll(printed.slice(0, -10))).map(([, value]) => value)).toEqual([
    records[0],
    records[1],
    undefined,
  ]);
});
