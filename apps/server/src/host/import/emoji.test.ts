import { expect, test } from "bun:test";
import { findEmoji } from "./emoji.ts";

test("shortcodes of both programs are found, tones included", () => {
  expect(["+1", "thumbsup", "heart", "flag-in", "tada"].map(findEmoji)).toEqual([
    "👍",
    "👍",
    "❤️",
    "🇮🇳",
    "🎉",
  ]);
  expect(["+1::skin-tone-2", "wave::skin-tone-6"].map(findEmoji)).toEqual(["👍🏻", "👋🏿"]);
  expect(
    ["+1_light_skin_tone", "wave_medium_light_skin_tone", "wave_medium_dark_skin_tone"].map(findEmoji),
  ).toEqual(["👍🏻", "👋🏼", "👋🏾"]);
  expect(findEmoji("partyparrot")).toBeNull();
});
