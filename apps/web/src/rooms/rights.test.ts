import { expect, test } from "bun:test";
import { outranks, rightsIn } from "./rights.ts";

test("a plain member may invite and leave, and changes nothing", () => {
  const rights = rightsIn({ kind: "public", myRole: "member" }, { role: "member" });
  expect(rights).toEqual({ invite: true, leave: true, moderate: false, own: false });
});

test("the community's moderators keep order in every room, its owner owns every room", () => {
  expect(rightsIn({ kind: "private", myRole: "member" }, { role: "moderator" }).moderate).toBe(true);
  expect(rightsIn({ kind: "private", myRole: "member" }, { role: "moderator" }).own).toBe(false);
  expect(rightsIn({ kind: "private", myRole: "member" }, { role: "owner" }).own).toBe(true);
});

test("a direct chat offers nothing, whoever one is", () => {
  const rights = rightsIn({ kind: "direct", myRole: "owner" }, { role: "owner" });
  expect(Object.values(rights).some(Boolean)).toBe(false);
});

test("nobody acts against equals or higher ones", () => {
  expect(outranks("owner", "moderator")).toBe(true);
  expect(outranks("moderator", "moderator")).toBe(false);
  expect(outranks("member", "owner")).toBe(false);
});
