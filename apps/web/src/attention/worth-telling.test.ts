import { expect, test } from "bun:test";
import type { EventId, MessageSent, RoomId, UserId } from "@hearth/protocol";
import { isWorthTelling } from "./worth-telling.ts";

const [arjun, kavitha] = ["arjun" as UserId, "kavitha" as UserId];
const room = { id: "biology" as RoomId };
const around = { me: { id: arjun }, room, isInView: false, isQuiet: false, namesMe: false };
const said: MessageSent = {
  type: "message.sent",
  room: room.id,
  seq: 4,
  n: 1,
  id: "4" as EventId,
  atMs: 4,
  author: { user: kavitha },
  body: { kind: "text", text: "Bring a leaf" },
};

test("[ATT1] what another says out of view is told", () => {
  expect(isWorthTelling(said, around)).toBe(true);
});

test("[ATT1] one's own messages are never told, nor what is in view, nor anything while it is quiet", () => {
  expect(isWorthTelling({ ...said, author: { user: arjun } }, around)).toBe(false);
  expect(isWorthTelling(said, { ...around, isInView: true })).toBe(false);
  expect(isWorthTelling(said, { ...around, isQuiet: true })).toBe(false);
});

test("[ATT2] a muted room, and one of which only mentions are wanted, tells of one's name alone", () => {
  for (const quieter of [{ muted: true }, { level: "mentions" as const }]) {
    const muted = { ...around, room: { ...room, ...quieter } };
    expect(isWorthTelling(said, muted)).toBe(false);
    expect(isWorthTelling(said, { ...muted, namesMe: true })).toBe(true);
  }
  const nothing = { ...around, room: { ...room, level: "nothing" as const }, namesMe: true };
  expect(isWorthTelling(said, nothing)).toBe(false);
});

test("[ATT2] each level, muted or not, lets through what it says, for words of all and for one's name", () => {
  const told = (level: "all" | "mentions" | "nothing", muted: boolean) =>
    [false, true].map((namesMe) =>
      isWorthTelling(said, { ...around, room: { ...room, level, muted }, namesMe }),
    );
  expect(told("all", false)).toEqual([true, true]);
  expect(told("mentions", false)).toEqual([false, true]);
  expect(told("nothing", false)).toEqual([false, false]);
  expect(told("all", true)).toEqual([false, true]);
  expect(told("mentions", true)).toEqual([false, true]);
  expect(told("nothing", true)).toEqual([false, false]);
});

test("[ATT3] a reply in a thread is told to who follows it, or is named in it, unless they want nothing", () => {
  const reply = { ...said, threadRoot: 2 };
  const follows = { ...room, threads: [{ root: 2, readSeq: 2, unread: 1 }] };
  for (const level of ["all", "mentions"] as const) {
    expect(isWorthTelling(reply, { ...around, room: { ...follows, level } })).toBe(true);
    expect(isWorthTelling({ ...reply, threadRoot: 3 }, { ...around, room: { ...follows, level } })).toBe(
      false,
    );
    expect(isWorthTelling(reply, { ...around, room: { ...room, level }, namesMe: true })).toBe(true);
  }
  const muted = { ...around, room: { ...follows, muted: true } };
  expect(isWorthTelling(reply, muted)).toBe(false);
  expect(isWorthTelling(reply, { ...muted, namesMe: true })).toBe(true);
  const nothing = { ...around, room: { ...follows, level: "nothing" as const }, namesMe: true };
  expect(isWorthTelling(reply, nothing)).toBe(false);
});

test("[ATT3] replies in other threads, deleted messages and other entries are not told", () => {
  expect(isWorthTelling({ ...said, threadRoot: 2 }, around)).toBe(false);
  expect(isWorthTelling({ ...said, threadRoot: 2, alsoInRoom: true }, around)).toBe(true);
  expect(isWorthTelling({ ...said, body: null }, around)).toBe(false);
  expect(isWorthTelling({ ...said, type: "topic.changed", topic: "Leaves" }, around)).toBe(false);
});
