import { expect, test } from "bun:test";
import { countTests, listSkipped } from "./bun-tests.mjs";

const closing = (lines: readonly string[]) =>
  ["bun test v1.4.5", "", ...lines, "Ran 5 tests across 2 files."].join("\n");

test("the counts are those of Bun's closing lines", () => {
  const output = closing([" 1234 pass", " 2 skip", " 1 todo", " 3 fail", " 9 expect() calls"]);
  expect(countTests({ code: 1, output })).toEqual({ passed: 1234, failed: 3, skipped: 3 });
});

test("a test that prints a closing line of its own does not count when it is not alone on the line", () => {
  const output = closing(["said: 99 fail", " 1 pass", " 0 fail"]);
  expect(countTests({ code: 0, output })).toEqual({ passed: 1, failed: 0, skipped: 0 });
});

test("a run that ends badly after its tests passed counts one failure", () => {
  expect(countTests({ code: 1, output: closing([" 4 pass", " 0 fail"]) }).failed).toBe(1);
});

test("a run that was killed counts one failure", () => {
  expect(countTests({ code: 1, output: "Stopped: it took longer than 5 s." })).toEqual({
    passed: 0,
    failed: 1,
    skipped: 0,
  });
});

test("a run without a test counts one failure", () => {
  expect(countTests({ code: 0, output: closing([" 0 pass", " 0 fail"]) }).failed).toBe(1);
});

test("skipped tests are named", () => {
  expect(listSkipped("(pass) one\n(skip) two > three\n(todo) four\n")).toEqual(["two > three", "four"]);
});
