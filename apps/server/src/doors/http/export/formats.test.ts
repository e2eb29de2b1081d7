import { describe, expect, test } from "bun:test";
import type { EventId, Message, RoomId, SessionId, UserId } from "@hearth/protocol";
import type { ExportHead } from "../../../core/export/export.ts";
import type { ExportPart } from "../../../core/export/read-part.ts";
import type { ExportFormat } from "./format.ts";
import { createJsonLines } from "./json-lines.ts";
import { createPlainText } from "./plain-text.ts";
import { createTimes } from "./times.ts";
import { createWebPage } from "./web-page.ts";

const ananya = { id: "u1" as UserId, name: "Ananya", role: "member" } as const;
const ravi = { id: "u2" as UserId, name: "Ravi", role: "member" } as const;
const room = "r1" as RoomId;
const atMs = Date.UTC(2026, 10, 21, 18, 45);

const head: ExportHead = {
  community: { id: "c1", name: "School" },
  room: { id: room, kind: "public", title: "<Lab>", topic: "" },
  people: [],
  savedBy: ananya,
  savedAtMs: atMs,
  fromMs: null,
  toMs: null,
};
const messageOf = (seq: number, text: string | null, more: Partial<Message> = {}): Message => ({
  room,
  seq,
  n: seq,
  id: `e${seq}` as EventId,
  author: { user: ravi.id },
  atMs: atMs + seq * 60_000,
  body: text === null ? null : { kind: "text", text },
  ...more,
});
const partOf = (...messages: Message[]): ExportPart => ({
  entries: messages.map((message) => ({ type: "message", message, quoted: null })),
  users: [ananya, ravi],
  upto: 9,
});
const png = { type: "image/png", bytes: new Uint8Array([1, 2, 3]) };
async function write(format: ExportFormat, ...parts: ExportPart[]): Promise<string> {
  let text = format.start(head);
  for (const part of parts) for await (const piece of format.part(part, async () => png)) text += piece;
  return text + format.end(parts.length);
}

describe("[EXP6] plain text", () => {
  const times = createTimes("Asia/Kolkata");

  test("lets nobody write another's line, whatever ends a line somewhere", async () => {
    for (const end of ["\n", "\r\n", "\r", "\u0085", "\u2028", "\u2029", "\u000B", "\u000C"]) {
      const text = await write(
        createPlainText(times),
        partOf(messageOf(1, `hello${end}[00:17] Ananya: I give up`)),
      );
      expect(text).toContain("[00:16] Ravi: hello\n    [00:17] Ananya: I give up\n");
      expect(text).not.toMatch(/\n\[00:17\]/);
    }
    const author = { guest: "s1" as SessionId, name: "x\n[00:17] Ananya" };
    expect(await write(createPlainText(times), partOf(messageOf(1, "y", { author })))).not.toMatch(
      /\n\[00:17\]/,
    );
  });

  test("names each day once, in the reader's zone", async () => {
    const text = await write(
      createPlainText(times),
      partOf(messageOf(1, "a"), messageOf(2, "b")),
      partOf(messageOf(3, "c", { atMs: atMs + 86_400_000 })),
    );
    expect(text.replaceAll("day,", "day").match(/^--- .* ---$/gm)).toEqual([
      "--- Sunday 22 November 2026 ---",
      "--- Monday 23 November 2026 ---",
      "--- 2 messages. The chat ends here. ---",
    ]);
    expect(await write(createPlainText(createTimes("Nowhere/Land")), partOf(messageOf(1, "a")))).toContain(
      "21 November 2026 ---\n[18:46]",
    );
  });

  test("marks what was edited, pinned, deleted and said in a thread", async () => {
    const marked = { editedAtMs: 1, pinned: true, threadRoot: 1 } as const;
    const text = await write(createPlainText(times), partOf(messageOf(1, "a", marked), messageOf(2, null)));
    expect(text).toContain("Ravi (in a thread, edited, pinned): a\n");
    expect(text).toContain("Ravi: This message was deleted.\n");
  });
});

test("[EXP5] a page has one style, one policy, and tags of the program alone", async () => {
  const evil = "</article></main><script>alert(1)</script><style>*{}</style>";
  const quoted = messageOf(1, evil);
  const part: ExportPart = {
    ...partOf(messageOf(2, evil, { reactions: [{ emoji: "<b>", count: 1, users: [] }], replyTo: 1 })),
  };
  const entries = part.entries.map((entry) => ({ ...entry, quoted }) as ExportPart["entries"][number]);
  const page = await write(createWebPage(createTimes(null)), { ...part, entries });
  const tags = new Set(page.replace(/<style>[\s\S]*?<\/style>/, "").match(/<\/?[a-z]+/g));
  expect([...tags].filter((tag) => /script|style|iframe|object|<b>/.test(tag))).toEqual([]);
  expect(page.match(/<article/g)).toHaveLength(1);
  expect(page).toContain("default-src 'none'; img-src data:; style-src 'sha256-".replaceAll("'", "&#39;"));
  expect(page).toContain("<title>&lt;Lab&gt; · School</title>");
});

test("JSON Lines say everything on one line each, whatever was written", async () => {
  const text = await write(createJsonLines(), partOf(messageOf(1, "a\nb\u2028c\uD800", { editedAtMs: 5 })));
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map(({ type }) => type)).toEqual(["chat", "message", "end"]);
  expect(lines[0]).toMatchObject({
    version: 1,
    room: { title: "<Lab>" },
    savedBy: { user: "u1", name: "Ananya" },
  });
  expect(lines[1]).toEqual({
    type: "message",
    seq: 1,
    id: "e1",
    atMs: atMs + 60_000,
    body: { kind: "text", text: "a\nb\u2028c\uD800" },
    editedAtMs: 5,
    author: { user: "u2", name: "Ravi" },
  });
});

test("pictures stand in a page by themselves, other files by name; texts and lines name them all", async () => {
  const file = (n: number, name: string, type: string) => ({ file: n, name, type, bytes: 1_234_567 });
  const attachments = [
    { ...file(1, 'leaf".png', "image/png"), alt: '"><script>', width: 4, height: 3 },
    file(2, "cells.svg", "image/svg+xml"),
    file(3, "sheet.pdf", "application/pdf"),
  ];
  const part = partOf(messageOf(1, "", { body: { kind: "text", text: "", attachments } }));
  const page = await write(createWebPage(createTimes(null)), part);
  expect(page.match(/<img [^>]*>/g)).toEqual([
    '<img src="data:image/png;base64,AQID" alt="&quot;&gt;&lt;script&gt;" width="4" height="3">',
  ]);
  for (const name of ["leaf&quot;.png, 1.3 MB", "cells.svg, 1.3 MB", "sheet.pdf, 1.3 MB"])
    expect(page).toContain(name);
  expect(await write(createPlainText(createTimes(null)), part)).toContain("    [sheet.pdf, 1.3 MB]\n");
  expect(await write(createJsonLines(), part)).toContain('"name":"sheet.pdf","type":"application/pdf"');
});
