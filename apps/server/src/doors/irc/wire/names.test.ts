import { expect, test } from "bun:test";
import { completeMask, matchMask } from "./mask.ts";
import { byteLength, cutText, foldCase, isChannelName, isNick, splitText } from "./names.ts";
import { formatTime, parseTime } from "./time.ts";

test("only A to Z have a lower case", () => {
  expect(foldCase("#Straße[ÅZ]")).toBe("#straße[Åz]");
});

test.each(["ananya", "[a]", "_x-1", "अनन्या", "Sofía", "👩‍🚀"])("%p may be a nick", (nick) => {
  expect(isNick(nick, 32)).toBe(true);
});

test.each(["", "1a", "-a", "a b", "a!b", "a@b", "#a", "a\u202eb", "a\u00a0b", "a,b", ":a", "a*"])(
  "%p may not be a nick",
  (nick) => {
    expect(isNick(nick, 32)).toBe(false);
  },
);

test("the length of a nick is counted in bytes", () => {
  expect(isNick("é".repeat(16), 32)).toBe(true);
  expect(isNick(`${"é".repeat(16)}a`, 32)).toBe(false);
});

test.each(["#a", "#कक्षा-९", "#a!b", "##c"])("%p may be a channel", (name) => {
  expect(isChannelName(name, 64)).toBe(true);
});

test.each(["#", "a", "#a b", "#a,b", "#a:b", "#a/b", "#a\u0007", "#e\u0301", "#a\u200bb"])(
  "%p may not be a channel",
  (name) => {
    expect(isChannelName(name, 64)).toBe(false);
  },
);

test("a text is cut between characters", () => {
  expect(cutText("aé👋", 3)).toBe("aé");
  expect(cutText("aé👋", 4)).toBe("aé");
  expect(cutText("aé👋", 7)).toBe("aé👋");
});

test("a long text comes in pieces that are short enough, and nothing of it is lost", () => {
  const text = `${"word ".repeat(100)}${"ಕನ್ನಡ".repeat(100)}`;
  const pieces = splitText(text, 100);
  expect(pieces.join("")).toBe(text);
  expect(pieces.every((piece) => byteLength(piece) <= 100)).toBe(true);
  expect(pieces[0]?.endsWith("word ")).toBe(true);
});

test.each([
  ["ananya", "ananya!*@*"],
  ["*@10.0.0.1", "*!*@10.0.0.1"],
  ["a!b", "a!b@*"],
  ["a!b@c", "a!b@c"],
])("the ban %p means %p", (text, mask) => {
  expect(completeMask(text)).toBe(mask);
});

test("no mask takes long, however many stars it has", () => {
  const startedAtMs = performance.now();
  expect(matchMask(`${"*a".repeat(100)}b`, "a".repeat(2_000))).toBe(false);
  expect(performance.now() - startedAtMs).toBeLessThan(500);
});

test("a time is read as it is written, and nothing else is a time", () => {
  const atMs = Date.UTC(2026, 10, 21, 10, 0, 0, 7);
  expect(parseTime(formatTime(atMs))).toBe(atMs);
  for (const text of ["", "now", "2026-11-21", "2026-13-41T10:00:00.000Z"])
    expect(parseTime(text)).toBeNull();
});
