import { expect, test } from "bun:test";
import type { Mention, UserId } from "@hearth/protocol";
import { markMentions } from "./mention-nodes.ts";
import type { Block } from "./nodes.ts";

const me = "user-1" as UserId;
const mentions: readonly Mention[] = [
  { text: "@Ananya", user: me },
  { text: "@Ananya Iyer (9B)", user: "user-2" as UserId },
];
const mark = (...blocks: Block[]) => markMentions(blocks, mentions, ({ user }) => user === me);
const paragraph = (text: string): Block => ({ type: "paragraph", children: [{ type: "text", text }] });

test("names stand in nodes of their own, the longest first, mine told apart", () => {
  expect(mark(paragraph("Ask @Ananya Iyer (9B), @Ananya"))).toEqual([
    {
      type: "paragraph",
      children: [
        { type: "text", text: "Ask " },
        { type: "mention", text: "@Ananya Iyer (9B)", isMe: false },
        { type: "text", text: ", " },
        { type: "mention", text: "@Ananya", isMe: true },
      ],
    },
  ]);
});

test("inside quotes, lists and bold, but not inside code and links", () => {
  const text = { type: "text", text: "@Ananya" } as const;
  const found = { type: "mention", text: "@Ananya", isMe: true } as const;
  const link = { type: "link", href: "http://a", children: [text] } as const;
  const code = { type: "code", text: "@Ananya" } as const;
  expect(
    mark(
      { type: "quote", children: [paragraph("@Ananya")] },
      {
        type: "list",
        start: null,
        items: [[{ type: "paragraph", children: [{ type: "strong", children: [text] }] }]],
      },
      { type: "paragraph", children: [link, code] },
    ),
  ).toEqual([
    { type: "quote", children: [{ type: "paragraph", children: [found] }] },
    {
      type: "list",
      start: null,
      items: [[{ type: "paragraph", children: [{ type: "strong", children: [found] }] }]],
    },
    { type: "paragraph", children: [link, code] },
  ]);
});
