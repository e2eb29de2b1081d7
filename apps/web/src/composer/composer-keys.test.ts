import { expect, test } from "bun:test";
import { parseComposerKey } from "./composer-keys.ts";

const desk = { isTouch: false, isEmpty: false };
const phone = { isTouch: true, isEmpty: false };
const press = (key: string, more: Partial<Parameters<typeof parseComposerKey>[0]> = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  keyCode: 13,
  ...more,
});

test("Enter sends, Shift+Enter is a new line", () => {
  expect(parseComposerKey(press("Enter"), desk)).toBe("send");
  expect(parseComposerKey(press("Enter", { shiftKey: true }), desk)).toBeNull();
});

test("on phones Enter is a new line, Ctrl+Enter of a real keyboard sends", () => {
  expect(parseComposerKey(press("Enter"), phone)).toBeNull();
  expect(parseComposerKey(press("Enter", { ctrlKey: true }), phone)).toBe("send");
});

test("Enter never sends while an input method is composing, in any browser", () => {
  expect(parseComposerKey(press("Enter", { isComposing: true }), desk)).toBeNull();
  expect(parseComposerKey(press("Enter", { keyCode: 229 }), desk)).toBeNull();
});

test("the up arrow edits the last message only in an empty field", () => {
  expect(parseComposerKey(press("ArrowUp"), { ...desk, isEmpty: true })).toBe("editLast");
  expect(parseComposerKey(press("ArrowUp"), desk)).toBeNull();
  expect(parseComposerKey(press("ArrowUp", { altKey: true }), { ...desk, isEmpty: true })).toBeNull();
});
