import { beforeAll, expect, test } from "bun:test";
import type { EventId, Notice, RoomId, UserId } from "@hearth/protocol";
import { en } from "../words/en.ts";
import { chooseWords } from "../words/words.ts";
import { formatNotices } from "./notice-text.ts";

beforeAll(() => chooseWords("en", en));

const room = "room" as RoomId;
const logged = { room, seq: 1, id: "event" as EventId, author: { user: "kavitha" as UserId }, atMs: 0 };
const joined = (name: string): Notice => ({ ...logged, type: "member.joined", user: name as UserId, name });
const left = (name: string): Notice => ({ ...logged, type: "member.left", user: name as UserId, name });
const say = (...notices: Notice[]) => formatNotices(notices, "public", () => "Kavitha");

test("a few who joined are named", () => {
  expect(say(joined("Ananya"))).toBe("Ananya joined");
  expect(say(joined("Ananya"), joined("Arjun"))).toBe("Ananya and Arjun joined");
  expect(say(joined("A"), joined("B"), joined("C"), joined("D"))).toBe("A, B, C, and D joined");
});

test("of many, the rest becomes a number", () => {
  expect(say(...["Ananya", "Arjun", "C", "D", "E"].map(joined))).toBe("Ananya, Arjun and 3 others joined");
});

test("who came and went and came is named once per sentence", () => {
  expect(say(joined("Zoya"), left("Zoya"), joined("Zoya"), joined("Zoya"))).toBe(
    "Zoya joined · Zoya left · Zoya joined",
  );
});

test("every other notice has its sentence", () => {
  expect(say({ ...logged, type: "room.created", kind: "public", title: "Biology" })).toBe(
    "Kavitha created Biology",
  );
  expect(say({ ...logged, type: "topic.changed", topic: "Cells" })).toBe("Kavitha changed the topic: Cells");
  expect(say({ ...logged, type: "topic.changed", topic: "" })).toBe("Kavitha took the topic away");
  const removed = { ...logged, type: "member.removed", user: "x" as UserId, name: "Zoya" } as const;
  expect(say({ ...removed, banned: false })).toBe("Kavitha removed Zoya");
  expect(say({ ...removed, banned: true })).toBe("Kavitha removed Zoya and keeps them out");
});
