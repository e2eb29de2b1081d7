import { expect, test } from "bun:test";
import { findTrigger, takeOption } from "./trigger.ts";

const at = (text: string) => findTrigger(text, text.length);

test("an @ at a word's start asks for people, with spaces in their names", () => {
  expect(at("@")).toEqual({ kind: "people", from: 0, to: 1, query: "" });
  expect(at("Well drawn, @An")).toEqual({ kind: "people", from: 12, to: 15, query: "An" });
  expect(at("(@Ananya I")?.query).toBe("Ananya I");
  expect(at("ಚೆನ್ನಾಗಿದೆ @ಅನ")?.query).toBe("ಅನ");
});

test("an @ inside a word, alone before a space, or lines above asks for nothing", () => {
  for (const text of ["a@b", "@ b", "@Ananya\nhello", "", `@${"x".repeat(60)}`]) expect(at(text)).toBeNull();
});

test("a colon asks for emoji after two letters", () => {
  expect(at("nice :mi")).toEqual({ kind: "emoji", from: 5, to: 8, query: "mi" });
  expect(at(":+1")?.query).toBe("+1");
  expect(at("nice :microscope:")?.query).toBe("microscope:");
  for (const text of [":", ":m", "at 10:30", "https://x", "a :b c"]) expect(at(text)).toBeNull();
});

test("only what stands before the caret counts", () => {
  expect(findTrigger("@An and more", 3)).toEqual({ kind: "people", from: 0, to: 3, query: "An" });
});

test("a choice replaces what was typed and leaves one space behind it", () => {
  expect(takeOption("see @An", { from: 4, to: 7 }, "@Ananya Iyer")).toEqual({
    text: "see @Ananya Iyer ",
    caret: 17,
  });
  expect(takeOption("@An there", { from: 0, to: 3 }, "@Ananya")).toEqual({ text: "@Ananya there", caret: 8 });
});
