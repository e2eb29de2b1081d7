import { expect, test } from "bun:test";
import { parseSlash } from "./parse-slash.ts";

test("[SLA1] a word behind a slash is a command, and what follows is its argument", () => {
  expect(parseSlash("/topic Leaves and light")).toEqual({ name: "topic", argument: "Leaves and light" });
  expect(parseSlash(" /Leave ")).toEqual({ name: "leave", argument: "" });
  expect(parseSlash("/msg Arjun: one\ntwo")).toEqual({ name: "msg", argument: "Arjun: one\ntwo" });
});

test("[SLA1] paths, numbers and slashes inside a text are text", () => {
  for (const text of ["/home/arjun", "/ 2", "/7", "and/or", "//note", "see /topic"]) {
    expect(parseSlash(text)).toBeNull();
  }
});
