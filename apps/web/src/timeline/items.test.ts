import { describe, expect, test } from "bun:test";
import type { Row } from "@hearth/client";
import type { ClientId, EventId, Message, RoomId, UserId } from "@hearth/protocol";
import { createItemLayout, type Item, type ItemOptions } from "./items.ts";

const room = "0197a000-0000-7000-8000-000000000001" as RoomId;
const me = "kavitha" as UserId;
const morningMs = new Date(2024, 10, 21, 9, 0).getTime();
const minuteMs = 60_000;

const options: ItemOptions = {
  me,
  isDirect: false,
  newLine: null,
  threadRoot: null,
  hasBefore: false,
  hasAfter: false,
  clockOffsetMs: 0,
};

function message(seq: number, user: string, atMs: number, more: Partial<Message> = {}): Row {
  const body = { kind: "text", text: `message ${seq}` } as const;
  const author = { user: user as UserId };
  const id = `event-${seq}` as EventId;
  return {
    kind: "message",
    key: `m${seq}`,
    seq,
    message: { room, seq, n: seq, id, author, atMs, body, ...more },
  };
}

function pending(key: string, createdAtMs: number): Row {
  const body = { kind: "text", text: "later" } as const;
  return {
    kind: "pending",
    key,
    pending: { clientId: key as ClientId, room, body, createdAtMs, phase: "waiting" },
  };
}

function joined(seq: number, atMs: number): Row {
  const user = "zoya" as UserId;
  const notice = {
    type: "member.joined",
    room,
    seq,
    id: `event-${seq}` as EventId,
    author: { user },
    atMs,
    user,
    name: "Zoya",
  } as const;
  return { kind: "notices", key: `n${seq}`, seq, notices: [notice] };
}

const layOut = (rows: readonly Row[], more: Partial<ItemOptions> = {}) =>
  createItemLayout()(rows, { ...options, ...more });
const kinds = (items: readonly Item[]) => items.map((item) => item.kind);
const groups = (items: readonly Item[]) =>
  items.flatMap((item) => (item.kind === "message" ? [[item.isContinued, item.endsGroup]] : []));

describe("groups", () => {
  test("the same person within five minutes goes on with the group", () => {
    const items = layOut([
      message(1, "arjun", morningMs),
      message(2, "arjun", morningMs + 5 * minuteMs),
      message(3, "arjun", morningMs + 10 * minuteMs + 1),
      message(4, "zoya", morningMs + 10 * minuteMs + 2),
    ]);
    expect(groups(items)).toEqual([
      [false, false],
      [true, true],
      [false, true],
      [false, true],
    ]);
  });

  test("a reply and a notice start a new group", () => {
    const items = layOut([
      message(1, "arjun", morningMs),
      message(2, "arjun", morningMs, { replyTo: 1 }),
      joined(3, morningMs),
      message(4, "arjun", morningMs),
    ]);
    expect(groups(items)).toEqual([
      [false, true],
      [false, true],
      [false, true],
    ]);
  });

  test("what I send goes on with what I sent, whatever the device's clock says", () => {
    const rows = [message(1, me, morningMs), pending("p1", morningMs - 3 * 60 * minuteMs)];
    expect(groups(layOut(rows, { clockOffsetMs: 3 * 60 * minuteMs + 1_000 }))).toEqual([
      [false, false],
      [true, true],
    ]);
  });
});

describe("days", () => {
  test("each day begins with its line, once", () => {
    const dayMs = 24 * 60 * minuteMs;
    const rows = [
      joined(1, morningMs),
      message(2, "arjun", morningMs),
      message(3, "arjun", morningMs + dayMs),
    ];
    expect(kinds(layOut(rows))).toEqual(["day", "notices", "message", "day", "message"]);
  });

  test("a message just after midnight does not bring the old day back", () => {
    const midnightMs = new Date(2024, 10, 22).getTime();
    const rows = [
      message(1, "a", midnightMs - 1),
      message(2, "b", midnightMs),
      message(3, "a", midnightMs - 1),
    ];
    expect(kinds(layOut(rows))).toEqual(["day", "message", "day", "message", "message"]);
  });
});

describe("the new line", () => {
  const rows = [
    message(1, "arjun", morningMs),
    message(2, me, morningMs),
    message(3, "arjun", morningMs),
    message(4, "zoya", morningMs),
  ];

  test("stands before the first new message of somebody else and counts them", () => {
    const items = layOut(rows, { newLine: { after: 1, until: null } });
    expect(kinds(items)).toEqual(["day", "message", "message", "newLine", "message", "message"]);
    expect(items[3]).toEqual({ kind: "newLine", key: "new", count: 2 });
  });

  test("does not count what came after it was read", () => {
    expect(layOut(rows, { newLine: { after: 1, until: 3 } })[3]).toMatchObject({ count: 1 });
  });

  test("does not count deleted messages, and goes when none is left", () => {
    const deleted = [message(1, "arjun", morningMs), message(2, "arjun", morningMs, { body: null })];
    expect(kinds(layOut(deleted, { newLine: { after: 1, until: null } }))).not.toContain("newLine");
  });

  test("knows no number while there is more below", () => {
    expect(layOut(rows, { newLine: { after: 1, until: null }, hasAfter: true })[3]).toMatchObject({
      count: null,
    });
  });

  test("is not drawn when it lies above the loaded rows", () => {
    const newLine = { after: 0, until: null };
    expect(kinds(layOut(rows, { newLine, hasBefore: true }))).not.toContain("newLine");
    expect(kinds(layOut(rows, { newLine, hasBefore: false }))).toContain("newLine");
  });
});

test("in a direct chat nobody is said to have joined", () => {
  const rows = [joined(1, morningMs), message(2, "zoya", morningMs)];
  expect(kinds(layOut(rows, { isDirect: true }))).toEqual(["day", "message"]);
});

test("items that did not change stay the same objects", () => {
  const layOutAgain = createItemLayout();
  const rows = [message(1, "arjun", morningMs), message(2, "zoya", morningMs)];
  const before = layOutAgain(rows, options);
  const after = layOutAgain([...rows, message(3, "zoya", morningMs)], options);
  expect(after[0]).toBe(before[0] as Item);
  expect(after[1]).toBe(before[1] as Item);
  expect(after[2]).not.toBe(before[2] as Item);
});
