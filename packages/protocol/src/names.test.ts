import { describe, expect, test } from "bun:test";
import * as v from "valibot";
import { Refusal } from "./errors.ts";
import {
  findNameProblem,
  findTitleProblem,
  NameSchema,
  nameSizes,
  normalizeName,
  parseName,
  splitGraphemes,
  TitleSchema,
} from "./names.ts";

describe("the written form of a name", () => {
  const written: readonly (readonly [why: string, typed: string, name: string])[] = [
    ["is trimmed and its white space collapsed", "  Ananya \t\n\u00A0\u3000 Iyer ", "Ananya Iyer"],
    ["is composed", "Jose\u0301", "Jos\u00E9"],
    ["has no direction override", "Zoya\u202E nahK", "Zoya nahK"],
    ["has no isolates, as copied from a message", "\u2068Zoya\u2069", "Zoya"],
    ["has no left-to-right and Arabic letter marks", "\u200EZoya\u200F\u061C", "Zoya"],
    ["has no zero width space, word joiner or byte order mark", "A\u200Bna\u2060ny\uFEFFa", "Ananya"],
    ["has no soft hyphen", "Ana\u00ADnya", "Ananya"],
    ["has no Hangul or Khmer fillers", "\u3164Ji\u115F\u1160min\u17B4\uFFA0", "Jimin"],
    ["has no interlinear annotation", "Zo\uFFF9ya\uFFFB", "Zoya"],
    ["has no joiner between Latin letters", "An\u200Da\u200Cnya", "Ananya"],
    ["keeps ZWNJ between Persian letters", "علی\u200Cرضا", "علی\u200Cرضا"],
    ["keeps ZWNJ after an Arabic vowel mark", "مُ\u200Cن", "مُ\u200Cن"],
    ["keeps ZWJ and ZWNJ between Kannada letters", "ರ\u200D್ಯಕ್\u200Cಷ", "ರ\u200D್ಯಕ್\u200Cಷ"],
    ["keeps the ZWJ that ends a Malayalam name after a virama", "രമേശന്\u200D", "രമേശന്\u200D"],
    ["drops joiners at the ends and doubled ones", "\u200Dعلی\u200C\u200C", "علی"],
    ["keeps families, professions and flags whole", "👩‍👩‍👧 👩🏽‍🚀 🏳️‍🌈 ❤️‍🔥 🇮🇳", "👩‍👩‍👧 👩🏽‍🚀 🏳️‍🌈 ❤️‍🔥 🇮🇳"],
    [
      "keeps keycaps and the flag of Wales",
      "1️⃣ 🏴\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F}",
      "1️⃣ 🏴\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F}",
    ],
    [
      "drops a joiner after the last emoji, stray selectors and stray tags",
      "🔥\u200D a\uFE0F\u{E0061}",
      "🔥 a",
    ],
    ["does not begin with a mark that would sit on what stands before it", "\u0301Zoya", "Zoya"],
    ["takes the empty Braille cell for a space", "\u2800Zoya\u2800\u2800Khan", "Zoya Khan"],
  ];
  for (const [why, typed, name] of written) {
    test(why, () => expect(normalizeName(typed)).toBe(name));
  }

  test("is its own written form, for random mixtures of difficult characters", () => {
    const parts = [
      "a",
      "Z",
      " ",
      "\u0301",
      "\u200C",
      "\u200D",
      "ع",
      "ಕ",
      "್",
      "👩",
      "🏽",
      "\uFE0F",
      "🏴",
      "\u{E0067}",
      "\u{E007F}",
      "\u3164",
      "\u2800",
      "\u202E",
      "ᄒ",
      "ᅡ",
      "1",
      "\u20E3",
    ];
    let seed = 20261;
    const next = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let round = 0; round < 20_000; round++) {
      const start = seed;
      const typed = Array.from({ length: 1 + next(9) }, () => parts[next(parts.length)] ?? "").join("");
      const once = normalizeName(typed);
      expect({ seed: start, name: normalizeName(once) }).toEqual({ seed: start, name: once });
    }
  });
});

describe("the rules of a name", () => {
  const names: readonly (readonly [
    why: string,
    typed: string,
    problem: ReturnType<typeof findNameProblem>,
  ])[] = [
    ["a letter is a name", "म", null],
    ["an emoji is a name", "🔥", null],
    ["a flag is a name", "🇮🇳", null],
    ["a number is a name", "42", null],
    ["markup is a name like any other", "<b>Zoya</b>", null],
    ["nothing is not", "", "empty"],
    ["white space is not", " \u2003\u2800 ", "empty"],
    ["invisible letters are not", "\u3164\u115F\u200B\u200D", "empty"],
    ["punctuation alone is not", "...", "empty"],
    ["marks alone are not", "\u0301\u0302", "empty"],
    ["NUL does not belong in one", "Zo\u0000ya", "not_printable"],
    ["an escape sequence does not", "Zo\u001B[31mya", "not_printable"],
    ["a lone surrogate does not", "Zo\uD83Dya", "not_printable"],
    ["a private use character does not", "Zo\uE000ya", "not_printable"],
    ["an unassigned character does not", "Zo\u0378ya", "not_printable"],
    ["a noncharacter does not", "Zo\uFDD0ya", "not_printable"],
    ["seven marks on a letter do not", `Z${"\u0335".repeat(7)}oya`, "not_printable"],
    ["three Tibetan letters below one another do", "བསྒྲུབས", null],
    ["40 letters fit", "ಕ".repeat(40), null],
    ["41 do not", "a".repeat(41), "too_long"],
    ["40 letters of four bytes fit", "𞤀".repeat(40), null],
    ["40 families are 1,000 bytes and do not", "👩‍👩‍👧‍👧".repeat(40), "too_long"],
    ["a megabyte is refused unread", " ".repeat(1_000_000), "too_long"],
  ];
  for (const [why, typed, problem] of names) {
    test(why, () => expect(findNameProblem(typed)).toBe(problem));
  }

  test("a title may be twice as long", () => {
    expect(findTitleProblem("a".repeat(nameSizes.maxTitleGraphemes))).toBeNull();
    expect(findTitleProblem("a".repeat(nameSizes.maxTitleGraphemes + 1))).toBe("too_long");
  });

  test("parseName gives the written form or refuses with the rule", () => {
    expect(parseName("  Zoya ")).toBe("Zoya");
    const refusal = catchRefusal(() => parseName("\u200B"));
    expect(refusal).toMatchObject({ reason: "name_invalid", params: { rule: "empty" }, code: "bad_request" });
  });

  test("the schemas give the written form, and the rule as the message of their only issue", () => {
    expect(v.parse(NameSchema, " Zoya\u202E ")).toBe("Zoya");
    expect(v.parse(TitleSchema, " Class  7B ")).toBe("Class 7B");
    const broken = v.safeParse(NameSchema, "a".repeat(41));
    expect(broken.issues?.map((issue) => issue.message)).toEqual(["too_long"]);
    expect(v.safeParse(NameSchema, 7).success).toBe(false);
  });
});

test("graphemes are counted as a reader counts them, and nothing is lost", () => {
  const text = "नमस्ते 👩🏽‍🚀é";
  expect(splitGraphemes(text).join("")).toBe(text);
  expect(splitGraphemes("👩🏽‍🚀e\u0301")).toEqual(["👩🏽‍🚀", "e\u0301"]);
});

function catchRefusal(run: () => unknown): Refusal {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}
