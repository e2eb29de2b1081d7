import { expect, test } from "bun:test";
import { sizes } from "@hearth/protocol";
import { noteLength } from "./message-length.ts";

const max = sizes.maxTextBytes;

test("a text with room enough has no note", () => {
  expect(noteLength("hello")).toBeNull();
  expect(noteLength("a".repeat(max * 0.9 - 1))).toBeNull();
});

test("near the limit the characters left are named, in the text's own script", () => {
  expect(noteLength("a".repeat(max - 100))).toEqual({ kind: "near", characters: 100 });
  expect(noteLength("ಅ".repeat((max - 301) / 3))).toEqual({ kind: "near", characters: 100 });
  expect(noteLength("a".repeat(max))).toEqual({ kind: "near", characters: 0 });
});

test("over the limit the characters too many are named", () => {
  expect(noteLength("a".repeat(max + 1))).toEqual({ kind: "over", characters: 1 });
  expect(noteLength(`${"a".repeat(max)}🌱`)).toEqual({ kind: "over", characters: 1 });
  expect(noteLength("ಅ".repeat(max / 2))).toEqual({
    kind: "over",
    characters: max / 2 - Math.floor(max / 3),
  });
});
