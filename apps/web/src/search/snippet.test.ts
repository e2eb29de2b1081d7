import { expect, test } from "bun:test";
import { parseSearch } from "@hearth/protocol";
import { cutSnippet } from "./snippet.ts";

const show = (text: string, query: string): string =>
  cutSnippet(text, parseSearch(query))
    .map((part) => (part.isMarked ? `[${part.text}]` : part.text))
    .join("");

test("a short message is whole, on one line, with what was asked for marked as it was written", () => {
  expect(show("Remember:\nin Osmosis only the water moves.", "osmo")).toBe(
    "Remember: in [Osmo]sis only the water moves.",
  );
});

test("a long one is cut around the first word, at white space", () => {
  const text = `${"long before ".repeat(20)}the osmosis of it${" and after".repeat(40)}`;
  const shown = show(text, "osmosis");
  expect(shown).toStartWith("… long before long before the [osmosis] of it and after");
  expect(shown.length).toBeLessThan(220);
});

test("scripts without spaces and letters of two units are never cut inside a letter", () => {
  expect(show(`${"明天的".repeat(20)}實驗`, "實驗")).toEndWith("[實驗]");
  const shown = show(`${"😀".repeat(40)}a`.replace("a", " osmosis"), "osmosis");
  expect(shown).toEndWith("[osmosis]");
  expect(shown.isWellFormed()).toBe(true);
  expect(show(`x${"😀".repeat(40)}osmosis`, "osmosis").isWellFormed()).toBe(true);
});

test("without words the beginning is shown", () => {
  expect(show("see http://library.local", "")).toBe("see http://library.local");
});
