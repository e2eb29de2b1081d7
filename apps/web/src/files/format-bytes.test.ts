import { beforeAll, expect, test } from "bun:test";
import { en } from "../words/en.ts";
import { chooseWords } from "../words/words.ts";
import { formatBytes, formatLength } from "./format-bytes.ts";

beforeAll(() => chooseWords("en", en));

test("bytes are said as shops count them, with one decimal below ten", () => {
  const cases = [
    [0, "0 B"],
    [999, "999 B"],
    [1_000, "1 KB"],
    [1_234_567, "1.2 MB"],
    [12_345_678, "12 MB"],
    [640_000_000, "640 MB"],
    [2_500_000_000, "2.5 GB"],
  ] as const;
  for (const [bytes, text] of cases) expect(formatBytes(bytes)).toBe(text);
});

test("lengths are said in minutes, and in hours where there are some", () => {
  expect([18_000, 61_400, 3_725_000].map(formatLength)).toEqual(["0:18", "1:01", "1:02:05"]);
});
