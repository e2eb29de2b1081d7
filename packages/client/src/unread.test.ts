import { describe, expect, test } from "bun:test";
import type { Mention, UserId } from "@hearth/protocol";
import { namesReader, readUpto, Unread } from "./unread.ts";

function createUnread(count: number, uptoSeq: number): Unread {
  const unread = new Unread();
  unread.reset(count, uptoSeq);
  return unread;
}

test("counts what comes on top of what the server counted", () => {
  const unread = createUnread(2, 10);
  unread.add(11);
  unread.add(13);
  expect(unread.count).toBe(4);
});

test("takes away a deleted message that it counted itself, once", () => {
  const unread = createUnread(0, 10);
  unread.add(11);
  expect(unread.remove(11)).toBe(true);
  expect(unread.remove(11)).toBe(true);
  expect(unread.count).toBe(0);
});

test("is not sure about a deleted message that the server may have counted", () => {
  expect(createUnread(2, 10).remove(9)).toBe(false);
  expect(createUnread(0, 10).remove(9)).toBe(true);
});

test("reading to the end leaves nothing", () => {
  const unread = createUnread(2, 10);
  unread.add(12);
  expect(unread.markRead(12)).toBe(true);
  expect(unread.count).toBe(0);
});

test("reading into what it counted itself leaves the rest", () => {
  const unread = createUnread(2, 10);
  for (const seq of [11, 12, 14]) unread.add(seq);
  expect(unread.markRead(12)).toBe(true);
  expect(unread.count).toBe(1);
});

test("reading into what the server counted leaves it unsure", () => {
  const unread = createUnread(2, 10);
  expect(unread.markRead(9)).toBe(false);
});

test("a busy room does not fill the memory with places", () => {
  const unread = createUnread(0, 0);
  for (let seq = 1; seq <= 5_000; seq += 1) unread.add(seq);
  expect(unread.count).toBe(5_000);
  expect(unread.remove(5_000)).toBe(true);
  expect(unread.remove(17)).toBe(false);
});

describe("a message names", () => {
  const naming = (...mentions: readonly Mention[]) => ({
    body: { kind: "text", text: "@", mentions } as const,
  });

  test("the one it means, everyone, or the moderators", () => {
    const me = "user-1" as UserId;
    expect(namesReader(naming({ text: "@A", user: me }), me, "member")).toBe(true);
    expect(namesReader(naming({ text: "@B", user: "user-2" as UserId }), me, "owner")).toBe(false);
    expect(namesReader(naming({ text: "@here", group: "here" }), me, "member")).toBe(true);
    expect(namesReader(naming({ text: "@moderators", group: "moderators" }), me, "member")).toBe(false);
    expect(namesReader(naming({ text: "@moderators", group: "moderators" }), me, "moderator")).toBe(true);
    expect(namesReader({ body: null }, me, "owner")).toBe(false);
  });
});

test("what was put back to unread begins before the read mark", () => {
  expect(readUpto({ readSeq: 9 })).toBe(9);
  expect(readUpto({ readSeq: 9, unreadFrom: 5 })).toBe(4);
  expect(readUpto({ readSeq: 3, unreadFrom: 5 })).toBe(3);
});
