import { expect, test } from "bun:test";
import { EmojiSchema } from "@hearth/protocol";
import * as v from "valibot";
import { findByCode, findEmoji, listGroups, toneEmoji, tones } from "./find-emoji.ts";

const all = listGroups().flat();
const signs = (query: string) => findEmoji(query, 8).map(({ emoji }) => emoji);

test("a whole shortcode comes first, then its beginnings, then other words", () => {
  expect(signs("+1")[0]).toBe("👍");
  expect(signs("microscope")).toEqual(["🔬"]);
  expect(signs("heart")[0]).toBe("❤️");
  expect(signs("experiment")).toContain("🔬");
  expect(signs("")).toEqual([]);
  expect(signs("nosuchthing")).toEqual([]);
});

test("a shortcode names one emoji, whatever its case", () => {
  expect(findByCode("Seedling")).toBe("🌱");
  expect(findByCode("nosuchthing")).toBeUndefined();
});

test("every emoji, in every tone it takes, is a reaction the host accepts, and stands once", () => {
  const toned = all.flatMap((emoji) => tones.map((tone) => toneEmoji(emoji, tone)));
  expect(toned.filter((emoji) => !v.is(EmojiSchema, emoji))).toEqual([]);
  expect(new Set(all.map(({ emoji }) => emoji)).size).toBe(all.length);
  expect(all.length).toBeGreaterThan(1_800);
});

test("a tone stands behind the hand, before the rest", () => {
  const wave = all.find(({ emoji }) => emoji === "👋");
  expect(wave && toneEmoji(wave, 3)).toBe("👋🏽");
  const grin = all.find(({ emoji }) => emoji === "😀");
  expect(grin && toneEmoji(grin, 3)).toBe("😀");
});
