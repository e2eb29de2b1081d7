import { expect, test } from "bun:test";
import type { Face } from "./faces.ts";
import { isBanned, isMuted, type Lists, noLists, parseBan } from "./lists.ts";

const face = (account: string | null): Face => ({
  person: "x" as never,
  nick: "ravi",
  user: "~ravi",
  host: "abc.hearth",
  realname: "Ravi",
  account,
  away: null,
  isBot: false,
  isOper: false,
  client: null,
});

function listsOf(lists: Partial<Record<keyof Lists, readonly string[]>>): Lists {
  const entries = (masks: readonly string[] = []) => masks.map((mask) => ({ mask, by: "op", atMs: 0 }));
  return { ...noLists, b: entries(lists.b), e: entries(lists.e), I: entries(lists.I) };
}

test.each(["ravi!*@*", "RAVI!*@*", "*!*@*.hearth", "*!~r?vi@*"])("%p bans Ravi", (mask) => {
  expect(isBanned(listsOf({ b: [mask] }), face(null))).toBe(true);
});

test("a mask of somebody else bans nobody", () => {
  expect(isBanned(listsOf({ b: ["meera!*@*"] }), face("Ravi"))).toBe(false);
});

test.each(["~a:Ravi", "~account:ravi"])("%p bans the account, not whoever bears the nick", (mask) => {
  const lists = listsOf({ b: [mask] });
  expect(isBanned(lists, face("Ravi"))).toBe(true);
  expect(isBanned(lists, face(null))).toBe(false);
});

test("an exception lifts a ban", () => {
  expect(isBanned(listsOf({ b: ["*!*@*"], e: ["~a:Ravi"] }), face("Ravi"))).toBe(false);
  expect(isBanned(listsOf({ b: ["*!*@*"], e: ["~a:Ravi"] }), face(null))).toBe(true);
});

test("who is muted may come in, and not speak", () => {
  const lists = listsOf({ b: ["~m:ravi"] });
  expect(isBanned(lists, face(null))).toBe(false);
  expect(isMuted(lists, face(null))).toBe(true);
});

test("a ban is kept in full", () => {
  expect(parseBan("ravi")).toBe("ravi!*@*");
  expect(parseBan("~m:ravi")).toBe("~m:ravi!*@*");
  expect(parseBan("~a:Ravi")).toBe("~a:Ravi");
  expect(parseBan("~q:ravi")).toBeNull();
});
