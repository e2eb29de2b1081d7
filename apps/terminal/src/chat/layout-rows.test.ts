import { expect, test } from "bun:test";
import type { Row } from "@hearth/client";
import type { Message, UserId } from "@hearth/protocol";
import { layoutRows, type Setting } from "./layout-rows.ts";
import { widthOfLine } from "./text/wrap.ts";

const [kavitha, samuel] = ["k" as UserId, "s" as UserId];
const at = new Date(2026, 10, 19, 9, 2).getTime();
const setting: Setting = {
  columns: 60,
  me: samuel,
  myName: "Samuel",
  names: { of: (author) => ("user" in author && author.user === kavitha ? "Kavitha" : "Samuel") },
  newLineSeq: null,
  selected: null,
  isThread: false,
};

function message(seq: number, user: UserId, text: string, more: Partial<Message> = {}): Row {
  const record = {
    seq,
    author: { user },
    atMs: at + seq * 1000,
    body: { kind: "text", text },
    ...more,
  } as Message;
  return { kind: "message", key: `m${seq}`, seq, message: record };
}

const draw = (rows: readonly Row[], more: Partial<Setting> = {}) =>
  layoutRows(rows, { ...setting, ...more }).flatMap(({ lines }) =>
    lines.map((line) =>
      line
        .map(({ text }) => text)
        .join("")
        .trimEnd(),
    ),
  );

test("a day, a time, a name; what follows from the same person stands below", () => {
  expect(
    draw([message(1, kavitha, "Good morning"), message(2, kavitha, "Compare"), message(3, samuel, "Yes")]),
  ).toEqual([
    "────────────────── Thursday 19 November ───────────────────",
    " 9:02 Kavitha       Good morning",
    "                    Compare",
    " 9:02 You           Yes",
  ]);
});

test("the line for new messages stands once, before the first that is somebody else's", () => {
  const rows = [
    message(1, kavitha, "old"),
    message(2, samuel, "mine"),
    message(3, kavitha, "new"),
    message(4, kavitha, "too"),
  ];
  const lines = draw(rows, { newLineSeq: 1 });
  expect(lines.findIndex((line) => line.startsWith("── 2 new "))).toBe(3);
  expect(lines[4]).toBe(" 9:02 Kavitha       new");
});

test("replies quote, reactions count, threads tell, and what is gone says so", () => {
  const lines = draw([
    message(1, kavitha, "Is the dark dot\nthe nucleus?", { thread: { replies: 6, lastAtMs: at } }),
    message(2, samuel, "It is", {
      replyTo: 1,
      reactions: [{ emoji: "♥", count: 12, users: [] }],
      editedAtMs: at,
    }),
    message(3, kavitha, "", { body: null }),
    message(4, samuel, "Hm", { replyTo: 99 }),
  ]);
  for (const words of [
    "6 replies, last at 9:02",
    "> Kavitha: Is the dark dot the nucleus?",
    "It is (edited)",
    "♥ 12",
    "(deleted)",
    "> an earlier message",
  ])
    expect(lines.some((line) => line.includes(words))).toBe(true);
});

test("my name and addresses stand out, and no control of a message reaches the terminal", () => {
  const [block] = layoutRows(
    [message(1, kavitha, "@Samuel see http://a.example/b. \u001b[2J@Samuels")],
    setting,
  );
  const spans = block?.lines.flat() ?? [];
  expect(spans.find(({ tone }) => tone === "ember")?.text).toBe("@Samuel");
  expect(spans.find(({ tone }) => tone === "link")?.text).toBe("http://a.example/b");
  expect(spans.map(({ text }) => text).join("")).not.toContain("\u001b");
});

test("no line is wider than the timeline, in any script", () => {
  const text = "你好世界今天天气很好 ನಮಸ್ಕಾರ 👩‍👩‍👧‍👦 averyveryverylongwordwithoutanyspaceinit ".repeat(4);
  for (let columns = 30; columns < 120; columns += 7) {
    for (const { lines } of layoutRows([message(1, kavitha, text)], { ...setting, columns }))
      expect(Math.max(...lines.map(widthOfLine))).toBeLessThanOrEqual(columns);
  }
});
