import { expect, test } from "bun:test";
import type { UserId } from "@hearth/protocol";
import { UserIds } from "./user-ids.ts";

test("a key is looked up once it is somebody's, and never again", () => {
  const people = new Map([[1, "ananya" as UserId]]);
  const asked: number[] = [];
  const ids = new UserIds((key) => {
    asked.push(key);
    return people.get(key) ?? null;
  });
  expect([ids.of(1), ids.of(2), ids.of(1), ids.of(2)]).toEqual([
    "ananya" as UserId,
    null,
    "ananya" as UserId,
    null,
  ]);
  people.set(2, "ravi" as UserId);
  expect([ids.of(2), ids.of(2)]).toEqual(["ravi" as UserId, "ravi" as UserId]);
  expect(asked).toEqual([1, 2, 2, 2]);
});
