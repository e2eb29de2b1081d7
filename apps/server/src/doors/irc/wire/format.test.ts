import { expect, test } from "bun:test";
import { formatLine } from "./format.ts";

test("[IRC3] no parameter begins a line of its own", () => {
  expect(formatLine({ verb: "TOPIC", params: ["#a", "x\r\n:boss KILL you\0"] })).toBe(
    "TOPIC #a :x :boss KILL you ",
  );
});

test("no tag begins a line of its own", () => {
  expect(formatLine({ tags: { "+x": "a\r\nQUIT;b" }, verb: "TAGMSG" })).toBe("@+x=a\\r\\nQUIT\\:b TAGMSG");
});
