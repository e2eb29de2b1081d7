import { expect, test } from "bun:test";
import { sizes } from "@hearth/protocol";
import { fitNames, fitTitle } from "./names.ts";
import { splitMessage } from "./parts.ts";

const message = { room: "r", id: "1", author: "a", atMs: 1 } as const;
const utf8 = new TextEncoder();

test("[IMP2] a text that is too long goes on in a next message, and nothing is lost", () => {
  const words = "ಕನ್ನಡ 👩‍👩‍👧 ".repeat(3_000);
  for (const text of [words, words.replaceAll("👩‍👩‍👧 ", "👩‍👩‍👧\n")]) {
    const parts = splitMessage({ ...message, text });
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.every((part) => utf8.encode(part.text).length <= sizes.maxTextBytes)).toBe(true);
    expect(
      parts
        .map((part) => part.text)
        .join("")
        .replace(/\s/gu, ""),
    ).toBe(text.replace(/\s/gu, ""));
  }
});

test("[IMP2] what a message cannot hold is taken out of a text", () => {
  expect(splitMessage({ ...message, text: "a\r\nb\u0000\u0007\tc\uD800 \n" })).toEqual([
    { text: "a\nb\tc\uFFFD", files: [] },
  ]);
  expect(splitMessage({ ...message, text: null })).toEqual([{ text: "", files: [] }]);
});

test("[IMP3] names are made to fit, with room for a number", () => {
  expect(fitNames(["  Ananya   Iyer ", "\u202Ex"])).toEqual(["Ananya Iyer", "x"]);
  expect(fitNames(["!!!", "\u0000"])).toEqual(["Somebody"]);
  expect([...(fitNames(["n".repeat(90)])[0] ?? "")]).toHaveLength(36);
  expect(fitTitle("t".repeat(200), "Imported")).toHaveLength(80);
  expect(fitTitle("???", "Imported")).toBe("Imported");
});
