import { expect, test } from "bun:test";
import type { RoomId, Seq, TextBody } from "@hearth/protocol";
import { byteLength } from "../wire/names.ts";
import { splitBody } from "./text.ts";

const room = "019b0000-0000-7000-8000-000000000001" as RoomId;
const split = (body: Omit<TextBody, "kind"> | null) =>
  splitBody(
    { room, seq: 7 as Seq, body: body && { kind: "text", ...body } },
    "ravi!web@hearth.local",
    "#class",
    "http://10.0.0.5:4327",
  );

test("a short message is one piece", () => {
  expect(split({ text: "Good morning" })).toEqual([{ text: "Good morning", isConcat: false }]);
});

test("each line is a piece of its own", () => {
  expect(split({ text: "one\n\ntwo" }).map(({ text }) => text)).toEqual(["one", "", "two"]);
});

test("[IRC2] a long line goes on in the next piece, and nothing is lost", () => {
  const text = "ಶುಭೋದಯ ".repeat(100);
  const pieces = split({ text });
  expect(pieces.map((piece) => piece.text).join("")).toBe(text);
  expect(pieces.map(({ isConcat }) => isConcat)).toEqual([false, ...pieces.slice(1).map(() => true)]);
  for (const piece of pieces) {
    expect(byteLength(`:ravi!web@hearth.local PRIVMSG #class :${piece.text}\r\n`)).toBeLessThanOrEqual(512);
  }
});

test("a line that just fits stays whole", () => {
  const room = 512 - byteLength(":ravi!web@hearth.local PRIVMSG #class \r\n");
  expect(split({ text: "x".repeat(room) })).toHaveLength(1);
  expect(split({ text: "x".repeat(room + 1) })).toHaveLength(2);
});

test("a file is its name and its link", () => {
  const attachments = [{ file: 1, name: "board.jpg", type: "image/jpeg", bytes: 1_234_567 }];
  const link = `(File: board.jpg http://10.0.0.5:4327/files/${room}/7/1)`;
  expect(split({ text: "", attachments }).map(({ text }) => text)).toEqual([link]);
  expect(split({ text: "Look", attachments }).map(({ text }) => text)).toEqual(["Look", link]);
});

test("an action leaves room for what marks it as one", () => {
  const [piece] = split({ text: "x".repeat(600), action: true });
  const line = `:ravi!web@hearth.local PRIVMSG #class :\u0001ACTION ${piece?.text}\u0001\r\n`;
  expect(byteLength(line)).toBe(512);
});

test("a deleted message has no words", () => {
  expect(split(null)).toEqual([{ text: "", isConcat: false }]);
});
