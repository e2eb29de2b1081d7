import { expect, test } from "bun:test";
import { findNearest, formatNearest } from "./nearest.ts";

const flags = ["--data", "--host", "--hosts", "--port", "--irc-port", "--name"];

test("a mistyped word finds the one that was meant", () => {
  expect(findNearest("--prot", flags)).toBe("--port");
  expect(findNearest("--PORT", flags)).toBe("--port");
  expect(findNearest("--hostss", flags)).toBe("--hosts");
});

test("a word that is like none finds none", () => {
  expect(findNearest("--encryption", flags)).toBeNull();
  expect(findNearest("x", ["serve"])).toBeNull();
  expect(formatNearest("--encryption", flags)).toBe("");
});
