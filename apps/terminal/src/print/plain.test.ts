import { expect, test } from "bun:test";
import { formatColumns, formatJsonLine, plainText } from "./plain.ts";

test("no control of a message reaches the terminal, as text or as JSON", () => {
  expect(plainText("a\u001b[2J\u009b2Jb\r\tc\nd\u007f")).toBe("a\uFFFD[2J\uFFFD2Jb\uFFFD\tc\nd\uFFFD");
  const line = formatJsonLine({ text: "a\u001b\u009b\u007f\nb" });
  expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/u);
  expect(JSON.parse(line)).toEqual({ text: "a\u001b\u009b\u007f\nb" });
});

test("columns stand under each other by their width on the screen", () => {
  const widthOf = (text: string) => [...text].reduce((sum, letter) => sum + (letter > "\u2e80" ? 2 : 1), 0);
  expect(formatColumns([["你好", "x"], ["abc", "y"], ["a"]], widthOf)).toEqual(["你好  x", "abc   y", "a"]);
  expect(formatColumns([], widthOf)).toEqual([]);
});
