import { expect, test } from "bun:test";
import { parseFragment } from "./fragment.ts";

test("an owner link and a device link carry their code", () => {
  expect(parseFragment("#owner=AbC-_9")).toEqual({ kind: "owner", code: "AbC-_9" });
  expect(parseFragment("#link=K7QF2M")).toEqual({ kind: "link", code: "K7QF2M" });
});

test("any other fragment carries nothing", () => {
  for (const hash of ["", "#", "#owner=", "#owner=a b", "#link=<b>", "#code=1", `#link=${"x".repeat(65)}`]) {
    expect(parseFragment(hash)).toBeNull();
  }
});
