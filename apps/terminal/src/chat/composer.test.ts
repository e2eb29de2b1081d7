import { expect, test } from "bun:test";
import {
  deleteBack,
  deleteForward,
  deleteToStart,
  deleteWord,
  draftOf,
  emptyDraft,
  endOfWord,
  insertText,
  moveTo,
  startOfWord,
  textOfDraft,
} from "./composer.ts";

test("letters are what a reader counts: one step, one deletion for each", () => {
  const draft = draftOf("a👩‍👩‍👧‍👦ನಿ");
  expect(draft.at).toBe(3);
  expect(textOfDraft(deleteBack(draft))).toBe("a👩‍👩‍👧‍👦");
  expect(textOfDraft(deleteBack(deleteBack(draft)))).toBe("a");
  expect(textOfDraft(deleteForward(moveTo(draft, 0)))).toBe("👩‍👩‍👧‍👦ನಿ");
});

test("what is typed goes where the cursor is, and a mark joins its letter", () => {
  const middle = moveTo(draftOf("ac"), 1);
  expect(insertText(middle, "b")).toEqual({ letters: ["a", "b", "c"], at: 2 });
  expect(insertText(draftOf("e"), "\u0301")).toEqual({ letters: ["e\u0301"], at: 1 });
});

test("a paste keeps its lines and loses other controls", () => {
  expect(textOfDraft(insertText(emptyDraft, "one\r\ntwo\rthree\u001b[31m\u0007\tx"))).toBe(
    "one\ntwo\nthree[31m\tx",
  );
});

test("words and what stands before the cursor go at once", () => {
  const draft = draftOf("good morning all");
  expect(textOfDraft(deleteWord(draft))).toBe("good morning ");
  expect(textOfDraft(deleteWord(deleteWord(draft)))).toBe("good ");
  expect(deleteToStart(moveTo(draft, 5))).toEqual({ letters: [..."morning all"], at: 0 });
  expect([startOfWord(draft), endOfWord(moveTo(draft, 0)), endOfWord(moveTo(draft, 4))]).toEqual([13, 4, 12]);
});

test("nothing happens at the ends", () => {
  expect(deleteBack(emptyDraft)).toEqual(emptyDraft);
  expect(deleteForward(draftOf("a"))).toEqual(draftOf("a"));
  expect(moveTo(draftOf("ab"), 9).at).toBe(2);
  expect(moveTo(draftOf("ab"), -1).at).toBe(0);
});
