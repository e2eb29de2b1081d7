import { expect, test } from "bun:test";
import { createSlug, maxSlugBytes } from "./slug.ts";

const slugs: readonly (readonly [why: string, title: string, slug: string])[] = [
  ["is in lower case with hyphens", "Class 7B: Biology & Chemistry!", "class-7b-biology-chemistry"],
  ["has no apostrophes", "The Teacher's Room", "the-teachers-room"],
  ["keeps letters with their marks", "ಜೀವಶಾಸ್ತ್ರ ತರಗತಿ", "ಜೀವಶಾಸ್ತ್ರ-ತರಗತಿ"],
  ["has no joiners", "گفت\u200Cوگو", "گفتوگو"],
  ["is a word when the title has no letters", "***", "room"],
  ["keeps an emoji", "🎉", "🎉"],
  ["has nothing that IRC or an address would read", "a,b\u0007c:d#e/f?g%h\\i", "a-b-c-d-e-f-g-h-i"],
  ["has plain letters and digits for wide ones", "Ｒｏｏｍ １", "room-1"],
  ["is cut between graphemes", "é".repeat(80), "é".repeat(30)],
];
for (const [why, title, slug] of slugs) {
  test(`a slug ${why}`, () => {
    expect(createSlug(title, "")).toBe(slug);
    expect(new TextEncoder().encode(slug).length).toBeLessThanOrEqual(maxSlugBytes);
  });
}

test("a slug ends in its suffix, whole, however long the title", () => {
  expect(createSlug("Biology", "2")).toBe("biology-2");
  expect(createSlug("", "k7qf2m9xab")).toBe("room-k7qf2m9xab");
  expect(createSlug("x".repeat(80), "k7qf2m9xab")).toBe(`${"x".repeat(49)}-k7qf2m9xab`);
});

test("a slug does not double its hyphen where the title is cut", () => {
  expect(createSlug(`${"x".repeat(48)} yyy`, "k7qf2m9xab")).toBe(`${"x".repeat(48)}-k7qf2m9xab`);
});
