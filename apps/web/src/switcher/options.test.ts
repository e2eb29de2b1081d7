import { expect, test } from "bun:test";
import { scoreOf } from "./options.ts";

test("a name that begins with what was typed comes before one with such a word, and that before any other", () => {
  const names = ["Photosmosis", "Lab osmosis", "Osmosis lab", "Biology"];
  const scores = names.map((name) => scoreOf(name, "osmo"));
  expect(scores).toEqual([2, 1, 0, null]);
});

test("case and accents do not matter, other scripts are found as typed", () => {
  expect(scoreOf("École", "ecole")).toBe(0);
  expect(scoreOf("ಜೀವಶಾಸ್ತ್ರ ೯ಬಿ", "೯ಬಿ")).toBe(1);
  expect(scoreOf("生物学", "物")).toBe(2);
});

test("without a query every name fits", () => {
  expect(scoreOf("Biology", "  ")).toBe(0);
});
