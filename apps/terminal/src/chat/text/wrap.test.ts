import { expect, test } from "bun:test";
import { cutText, fitText, type Span, widthOfLine, wrapSpans } from "./wrap.ts";

const plain = (text: string): Span[] => [{ text, tone: "plain" }];
const rows = (text: string, columns: number) =>
  wrapSpans(plain(text), columns).map((line) => line.map((span) => span.text).join(""));

test("rows break at spaces, and inside a word only when it is too long", () => {
  expect(rows("the quick brown fox", 10)).toEqual(["the quick ", "brown fox"]);
  expect(rows("abcdefghijkl mn", 5)).toEqual(["abcde", "fghij", "kl mn"]);
  expect(rows("one\n\ntwo", 10)).toEqual(["one", "", "two"]);
  expect(rows("", 10)).toEqual([""]);
});

test("no row is wider than it may be, and nothing but spaces is lost, in any script", () => {
  const texts = [
    "你好世界今天天气很好我们去公园",
    "ನಮಸ್ಕಾರ ಎಲ್ಲರಿಗೂ",
    "👩‍👩‍👧‍👦 family 👍🏽 ok",
    "a\tb",
    "e\u0301te\u0301 ".repeat(9),
  ];
  for (const text of texts) {
    for (let columns = 2; columns < 30; columns += 1) {
      const lines = wrapSpans(plain(text), columns);
      expect(Math.max(...lines.map(widthOfLine))).toBeLessThanOrEqual(columns);
      const kept = lines
        .flat()
        .map((span) => span.text)
        .join("");
      expect(kept.replace(/\s/gu, "")).toBe(text.replace(/\s/gu, ""));
    }
  }
});

test("tones stay with their words across rows", () => {
  const lines = wrapSpans(
    [
      { text: "hello ", tone: "plain" },
      { text: "@Samuel there", tone: "ember" },
    ],
    9,
  );
  expect(lines).toEqual([
    [{ text: "hello ", tone: "plain" }],
    [{ text: "@Samuel ", tone: "ember" }],
    [{ text: "there", tone: "ember" }],
  ]);
});

test("a name is cut to its column with an ellipsis, wide letters whole", () => {
  expect(cutText("Kavitha", 10)).toBe("Kavitha");
  expect(cutText("Kavitha", 4)).toBe("Kav…");
  expect(cutText("你好世界", 4)).toBe("你…");
  expect(fitText("你好", 6)).toBe("你好  ");
  expect(fitText("abc", 0)).toBe("");
});
