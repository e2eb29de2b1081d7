import { expect, test } from "bun:test";
import type { UserCard, UserId } from "@hearth/protocol";
import { matchPeople } from "./find-people.ts";

const people = ["Wei Ling Tan", "Ananya Iyer", "Aña Souza", "Joseph D’Souza", "ಅನನ್ಯ"].map(
  (name, n): UserCard => ({ id: `user-${n}` as UserId, name, role: "member" }),
);
const find = (query: string) => matchPeople(people, query).map(({ name }) => name);

test("the beginning of a name comes before the beginning of a later word", () => {
  expect(find("an")).toEqual(["Aña Souza", "Ananya Iyer"]);
  expect(find("s")).toEqual(["Aña Souza"]);
  expect(find("ta")).toEqual(["Wei Ling Tan"]);
});

test("marks do not matter, letters of any script do, and nothing typed finds everyone", () => {
  expect(find("aña")).toEqual(["Aña Souza", "Ananya Iyer"]);
  expect(find("ಅನ")).toEqual(["ಅನನ್ಯ"]);
  expect(find("")).toHaveLength(people.length);
  expect(find("xyz")).toEqual([]);
  expect(find("wei ling tan")).toEqual([]);
});
