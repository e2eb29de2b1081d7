import * as v from "valibot";
import { Refusal } from "./errors.ts";

/** Bounds of names (of people and of the community) and of rooms' titles, after `normalizeName`. */
export const nameSizes = {
  /** Characters as a reader counts them (grapheme clusters, UAX 29). */
  maxNameGraphemes: 40,
  /** UTF-8 bytes: 40 letters of every script fit; a pile of invisible parts does not. */
  maxNameBytes: 200,
  maxTitleGraphemes: 80,
  maxTitleBytes: 400,
} as const;

/** What a deleted person is called where a name must stand; clients say it in their language. */
export const goneName = "Someone who left";

/** Which rule a name breaks; the `rule` of the refusal `name_invalid`. */
export type NameRule = "empty" | "too_long" | "not_printable";

interface Bounds {
  readonly maxGraphemes: number;
  readonly maxBytes: number;
}
const nameBounds: Bounds = { maxGraphemes: nameSizes.maxNameGraphemes, maxBytes: nameSizes.maxNameBytes };
const titleBounds: Bounds = { maxGraphemes: nameSizes.maxTitleGraphemes, maxBytes: nameSizes.maxTitleBytes };

// No look-behind and no `v` flag in these patterns: older phones could not even parse them.
const emojiUnit = "\\p{Extended_Pictographic}[\\uFE0E\\uFE0F]?\\p{Emoji_Modifier}?";
/** Flags of England, Scotland …; other flags, keycaps and families joined by ZWJ. */
const emojiSequence = [
  "\\u{1F3F4}[\\u{E0030}-\\u{E0039}\\u{E0061}-\\u{E007A}]{3,6}\\u{E007F}",
  `${emojiUnit}(?:\\u200D${emojiUnit})*`,
  "[0-9#*]\\uFE0F\\u20E3",
].join("|");
const joiningScripts =
  "Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Arab Syrc Mong Nkoo Thaa Khmr Mymr Rohg Adlm"
    .split(" ")
    .map((script) => `\\p{Script_Extensions=${script}}`)
    .join("");
const viramas = "\\u094D\\u09CD\\u0A4D\\u0ACD\\u0B4D\\u0BCD\\u0C4D\\u0CCD\\u0D4D\\u0DCA";
/** RFC 5892 A.1 and A.2, in short: inside a word of such a script; ZWJ after a virama also ends one. */
const neededJoiner = `[${joiningScripts}][\\u200C\\u200D](?=[${joiningScripts}])|[${viramas}]\\u200D`;
const unseenPattern = new RegExp(
  `(${emojiSequence}|${neededJoiner})|[\\p{Default_Ignorable_Code_Point}\\uFFF9-\\uFFFB]`,
  "gu",
);

/** U+2800 is a Braille cell without dots: a space in all but name. */
const spacePattern = /[\s\u2800]+/gu;
/** A mark at the start would sit on whatever stands before the name. */
const unstartablePattern = /^[\p{M}\p{Default_Ignorable_Code_Point}\s\u2800]+/u;
const visiblePattern = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;
/** More marks on one letter than any script writes would climb over the lines around it. */
const unprintablePattern = /[\p{Cc}\p{Cn}\p{Co}\p{Cs}]|\p{M}{7}/u;
const utf8 = new TextEncoder();

/**
 * The written form of a name or title: NFC, trimmed, white space collapsed to single spaces, and without
 * what cannot be seen (direction marks, overrides and isolates, fillers, stray joiners). Joiners stay inside
 * words of the scripts that need them and inside emoji. Never throws; the result may still break a rule.
 */
export function normalizeName(text: string): string {
  const started = text.normalize("NFC").replace(unstartablePattern, "");
  const seen = started.replace(unseenPattern, (_match, kept: string | undefined) => kept ?? "");
  return seen.replace(spacePattern, " ").trimEnd().normalize("NFC");
}

/** The rule that a person's or community's name would break, or `null`; for hints while typing. */
export function findNameProblem(text: string): NameRule | null {
  return readName(text, nameBounds).problem;
}

/** As `findNameProblem`, for a room's title. */
export function findTitleProblem(text: string): NameRule | null {
  return readName(text, titleBounds).problem;
}

/** A name from outside in its written form. Throws `Refusal` `name_invalid` with the `rule` it breaks. */
export function parseName(text: string): string {
  const { name, problem } = readName(text, nameBounds);
  if (problem !== null) throw new Refusal("name_invalid", { rule: problem });
  return name;
}

/**
 * A name in a command; its output is the written form, the message of its issue is the `NameRule`.
 * Only for what a person sends: the rules need a version of Unicode, and a phone's may be older than the
 * server's, so names in answers and events are plain strings.
 */
export const NameSchema = schemaOf(nameBounds);
/** A room's title in a command: as `NameSchema`, with a title's bounds. */
export const TitleSchema = schemaOf(titleBounds);

/** Text as a reader counts it: grapheme clusters (UAX 29), in order, nothing lost. */
export function splitGraphemes(text: string): readonly string[] {
  // Firefox before 125 has no Segmenter; a letter with its marks is close enough for a hint there.
  if (typeof Intl.Segmenter !== "function") return text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
  return Array.from(new Intl.Segmenter("en").segment(text), (part) => part.segment);
}

function schemaOf(bounds: Bounds) {
  return v.pipe(
    v.string(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const { name, problem } = readName(dataset.value, bounds);
      if (problem === null) return name;
      addIssue({ message: problem });
      return NEVER;
    }),
  );
}

function readName(
  text: string,
  bounds: Bounds,
): { readonly name: string; readonly problem: NameRule | null } {
  // A megabyte is refused unread: normalising and segmenting it is work an attacker would enjoy giving.
  if (text.length > 8 * bounds.maxBytes) return { name: text, problem: "too_long" };
  const name = normalizeName(text);
  return { name, problem: findProblem(name, bounds) };
}

function findProblem(name: string, bounds: Bounds): NameRule | null {
  if (unprintablePattern.test(name)) return "not_printable";
  if (!visiblePattern.test(name)) return "empty";
  const isShort =
    utf8.encode(name).length <= bounds.maxBytes && splitGraphemes(name).length <= bounds.maxGraphemes;
  return isShort ? null : "too_long";
}
