import { describe, expect, test } from "bun:test";
import { type Message, type RoomEvent, sizes, type UserCard, type UserId } from "@hearth/protocol";
import { arjun, by, createEntry, createMessage, createSent, kavitha, mateus, text } from "../test/cast.ts";
import { foldEvent } from "./fold.ts";

const message = createMessage(1, "Cells divide");
const fold = (events: readonly RoomEvent[], from: Message = message, me?: UserId) =>
  events.reduce((folded, event) => foldEvent(folded, event, me), from);
const react = (
  seq: number,
  who: UserCard,
  emoji: string,
  type: "reaction.added" | "reaction.removed" = "reaction.added",
) => ({ type, ...createEntry(seq, who), target: 1, emoji }) as const;

describe("an edit", () => {
  test("gives the new body and its time", () => {
    const edited = fold([
      { type: "message.edited", ...createEntry(2), target: 1, body: text("Cells split") },
    ]);
    expect(edited).toEqual({ ...message, body: text("Cells split"), editedAtMs: 2_000 });
  });

  test("whose body a newer edit took does not blank the message", () => {
    const edited = fold([{ type: "message.edited", ...createEntry(2), target: 1, body: null }]);
    expect(edited.body).toEqual(message.body);
  });
});

test("a deletion erases the body, the reactions and the pin", () => {
  const deleted = fold([
    react(2, arjun, "👍"),
    { type: "message.pinned", ...createEntry(3), target: 1 },
    { type: "message.deleted", ...createEntry(4, mateus), target: 1 },
  ]);
  expect(deleted).toEqual({ ...message, body: null, deletedAtMs: 4_000, deletedBy: by(mateus) });
});

test("an unpinned message is as before", () => {
  const pinned = fold([{ type: "message.pinned", ...createEntry(2), target: 1 }]);
  expect(pinned.pinned).toBe(true);
  expect(fold([{ type: "message.unpinned", ...createEntry(3), target: 1 }], pinned)).toEqual(message);
});

describe("reactions", () => {
  test("are counted by emoji, in the order they came", () => {
    const reacted = fold([react(2, arjun, "👍"), react(3, mateus, "🎉"), react(4, kavitha, "👍")]);
    expect(reacted.reactions).toEqual([
      { emoji: "👍", count: 2, users: [arjun.id, kavitha.id] },
      { emoji: "🎉", count: 1, users: [mateus.id] },
    ]);
  });

  test("go when the last one is taken back", () => {
    expect(fold([react(2, arjun, "👍"), react(3, arjun, "👍", "reaction.removed")])).toEqual(message);
  });

  test("that a page already held count once", () => {
    const twice = fold([react(2, arjun, "👍"), react(2, arjun, "👍")]);
    expect(twice.reactions?.[0]?.count).toBe(1);
    expect(fold([react(3, mateus, "👍", "reaction.removed")], twice).reactions?.[0]?.count).toBe(1);
  });

  test("name only the first people, and count all", () => {
    const crowd = Array.from(
      { length: 20 },
      (_, n): UserCard => ({ id: `user-${n}` as UserId, name: "", role: "member" }),
    );
    const reacted = fold(crowd.map((who, n) => react(2 + n, who, "👍")));
    expect(reacted.reactions?.[0]).toMatchObject({ count: 20, users: { length: sizes.maxReactionUsers } });
    const last = crowd.at(-1) as UserCard;
    expect(fold([react(30, last, "👍", "reaction.removed")], reacted).reactions?.[0]?.count).toBe(19);
  });
});

test("a reaction of mine is mine among any number of others, until I take it back", () => {
  const crowd = Array.from(
    { length: 20 },
    (_, n): UserCard => ({ id: `user-${n}` as UserId, name: "", role: "member" }),
  );
  const last = crowd.at(-1) as UserCard;
  const reacted = fold(
    crowd.map((who, n) => react(2 + n, who, "👍")),
    message,
    last.id,
  );
  expect(reacted.reactions?.[0]).toMatchObject({ count: 20, mine: true });
  expect(reacted.reactions?.[0]?.users).not.toContain(last.id);
  const again = fold([react(30, last, "👍")], reacted, last.id);
  expect(again.reactions?.[0]?.count).toBe(20);
  const taken = fold([react(31, last, "👍", "reaction.removed")], again, last.id);
  expect(taken.reactions?.[0]).toEqual({
    emoji: "👍",
    count: 19,
    users: crowd.slice(0, sizes.maxReactionUsers).map(({ id }) => id),
  });
});

describe("a thread's root", () => {
  const reply = createSent(2, "Which cells?", arjun, { threadRoot: 1 });
  const deletion: RoomEvent = { type: "message.deleted", ...createEntry(3), target: 2, threadRoot: 1 };

  test("counts its replies and knows the newest one's time", () => {
    expect(fold([reply, createSent(4, "All", mateus, { threadRoot: 1 })]).thread).toEqual({
      replies: 2,
      lastAtMs: 4_000,
      people: [arjun.id, mateus.id],
    });
  });

  test("has no thread once the last reply is deleted", () => {
    expect(fold([reply, deletion])).toEqual(message);
  });

  test("keeps the time of a newest reply that was deleted, as the server does", () => {
    const other = createSent(3, "All", mateus, { threadRoot: 1 });
    expect(fold([reply, other, { ...deletion, seq: 4, target: 3 }]).thread).toEqual({
      replies: 1,
      lastAtMs: 3_000,
      people: [arjun.id, mateus.id],
    });
  });
});
