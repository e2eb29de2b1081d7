import { describe, expect, test } from "bun:test";
import { findWords, parseSearch, saysAll } from "./search-query.ts";

function marked(text: string, query: string): string {
  let shown = "";
  let last = 0;
  for (const { start, end } of findWords(text, parseSearch(query))) {
    shown += `${text.slice(last, start)}[${text.slice(start, end)}]`;
    last = end;
  }
  return shown + text.slice(last);
}
const finds = (text: string, query: string): boolean => saysAll(text, parseSearch(query));

describe("a query", () => {
  test("[SEA2] is words in any order, each a phrase", () => {
    expect(finds("the bus leaves at seven", "seven bus")).toBe(true);
    expect(finds("the bus leaves at seven", "bus eight")).toBe(false);
    expect(finds("write to lab.desk@school.local", "desk@school")).toBe(true);
    expect(finds("write to lab.desk@school.local", "lab@school")).toBe(false);
    expect(finds("a well-known fact", "known")).toBe(true);
    expect(finds("理科室の鍵はどこですか", "鍵は")).toBe(true);
    expect(finds("理科室の鍵はどこですか", "は鍵")).toBe(false);
  });

  test("[SEA2] in quotes is one word", () => {
    expect(parseSearch('say "the  bus" now').map(({ tokens }) => tokens)).toEqual([
      ["say"],
      ["the", "bus"],
      ["now"],
    ]);
    expect(finds("the red bus", '"the bus"')).toBe(false);
    expect(finds("take the bus", "“the bus”")).toBe(true);
    expect(parseSearch('an "open end').map(({ tokens }) => tokens)).toEqual([["an"], ["open"], ["end"]]);
  });

  test("[SEA3] leaves the end of a word open, but not of a letter or a quote", () => {
    expect(finds("osmosis", "osmo")).toBe(true);
    expect(finds("osmosis", '"osmo"')).toBe(false);
    expect(finds("osmosis", "mosis")).toBe(false);
    expect(finds("apple", "a")).toBe(false);
    expect(finds("plan a", "a")).toBe(true);
    expect(finds("ಮನೆಯಲ್ಲಿ ಇದ್ದೇನೆ", "ಮನೆ")).toBe(true);
    expect(finds("한국어", "한구")).toBe(true);
  });

  test("of signs alone has no words", () => {
    expect(parseSearch(" !? 👍 '' ")).toEqual([]);
  });
});

describe("highlighting", () => {
  test("marks what was asked, as it was written", () => {
    expect(marked("Remember: in Osmosis only the water moves, Ósmosis!", "osmo")).toBe(
      "Remember: in [Osmo]sis only the water moves, [Ósmo]sis!",
    );
    expect(marked("Straße und Strasse", "strasse")).toBe("[Straße] und [Strasse]");
    expect(marked("مُحَمَّد هنا", "محمد")).toBe("[مُحَمَّد] هنا");
    expect(marked("明天的實驗", "實驗")).toBe("明天的[實驗]");
    expect(marked("lab.desk@school.local", "desk@school")).toBe("lab.[desk@school].local");
  });

  test("joins what touches, and marks nothing where nothing is said", () => {
    expect(marked("放大鏡", "放大 大鏡")).toBe("[放大鏡]");
    expect(marked("放大鏡", "顯微")).toBe("放大鏡");
    expect(marked("放大鏡", "")).toBe("放大鏡");
  });
});
