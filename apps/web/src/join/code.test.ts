import { expect, test } from "bun:test";
import { formatCode, parseCode } from "./code.ts";

test("a code is read however it was typed", () => {
  for (const typed of [
    "k7qf2m9xwz",
    "K7QF2 M9XWZ",
    " k7qf2-m9xwz\n",
    "http://192.168.1.20:4327/#link=k7qf2m9xwz",
  ]) {
    expect(parseCode(typed)).toBe("k7qf2m9xwz");
  }
});

test("a code that was shown in halves is read as the same code", () => {
  expect(formatCode("k7qf2m9xwz")).toBe("k7qf2 m9xwz");
  expect(parseCode(formatCode("k7qf2m9xwz"))).toBe("k7qf2m9xwz");
});
