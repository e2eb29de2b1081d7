import { expect, test } from "bun:test";
import { parseShortcut } from "./keys.ts";

const plain = { code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test("Ctrl or Cmd with K opens the switcher, on every alphabet", () => {
  expect(parseShortcut({ ...plain, key: "k", ctrlKey: true })).toBe("switcher");
  expect(parseShortcut({ ...plain, key: "k", metaKey: true })).toBe("switcher");
  expect(parseShortcut({ ...plain, key: "л", code: "KeyK", ctrlKey: true })).toBe("switcher");
});

test("Alt with an arrow moves between rooms, with Shift between those with something new", () => {
  expect(parseShortcut({ ...plain, key: "ArrowUp", altKey: true })).toBe("roomUp");
  expect(parseShortcut({ ...plain, key: "ArrowDown", altKey: true })).toBe("roomDown");
  expect(parseShortcut({ ...plain, key: "ArrowUp", altKey: true, shiftKey: true })).toBe("newUp");
  expect(parseShortcut({ ...plain, key: "ArrowDown", altKey: true, shiftKey: true })).toBe("newDown");
});

test("F6 goes around the page both ways", () => {
  expect(parseShortcut({ ...plain, key: "F6" })).toBe("regionNext");
  expect(parseShortcut({ ...plain, key: "F6", shiftKey: true })).toBe("regionPrevious");
});

test("what people type is no shortcut", () => {
  for (const key of ["k", "K", "/", "a", "ArrowUp", "Enter", "Tab"]) {
    expect(parseShortcut({ ...plain, key })).toBeNull();
  }
  expect(parseShortcut({ ...plain, key: "k", ctrlKey: true, altKey: true })).toBeNull();
});
