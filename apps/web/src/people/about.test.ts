import { beforeAll, expect, test } from "bun:test";
import type { UserCard, UserId } from "@hearth/protocol";
import { en } from "../words/en.ts";
import { chooseWords } from "../words/words.ts";
import { aboutOf } from "./about.ts";

beforeAll(() => chooseWords("en", en));

const zoya: UserCard = { id: "zoya" as UserId, name: "Zoya", role: "member" };
const nowMs = Date.parse("2026-11-21T18:00:00");
const lastSeenAtMs = Date.parse("2026-11-19T09:05:00");

test("a status is told always, when one was last here only of who is not", () => {
  expect(aboutOf(zoya, "here", nowMs)).toBe("");
  expect(aboutOf({ ...zoya, lastSeenAtMs }, "offline", nowMs)).toBe("Last seen Thu");
  expect(aboutOf({ ...zoya, lastSeenAtMs, status: "In class" }, undefined, nowMs)).toBe(
    "In class · Last seen Thu",
  );
  expect(aboutOf({ ...zoya, lastSeenAtMs, status: "In class" }, "away", nowMs)).toBe("In class");
});
