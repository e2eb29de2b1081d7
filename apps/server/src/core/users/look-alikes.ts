import prototypes from "unhomoglyph/data.json" with { type: "json" };

/** UTS 39: one character, and the character or characters it can be mistaken for. */
const looks: ReadonlyMap<string, string> = new Map(Object.entries(prototypes));

/** U+04CF is drawn as a lower-case L by every font at hand; the table goes by its capital. */
const corrections: ReadonlyMap<string, string> = new Map([["ӏ", "l"]]);

/** East Asian scripts are written together in one word, as UTS 39 section 5.1 augments them. */
const scripts: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["Latin", /\p{Script=Latin}/u],
  [
    "EastAsian",
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}]/u,
  ],
  ...[
    "Cyrillic Greek Armenian Georgian Hebrew Arabic Syriac Devanagari Bengali Gurmukhi Gujarati Oriya",
    "Tamil Telugu Kannada Malayalam Sinhala Thai Lao Tibetan Myanmar Khmer Ethiopic Cherokee Coptic",
  ]
    .flatMap((line) => line.split(" "))
    .map((name) => [name, new RegExp(`\\p{Script=${name}}`, "u")] as const),
];
const unscriptedPattern = /[\p{Script=Common}\p{Script=Inherited}]/u;

/** The script of one character; `null` when it belongs to all of them, "other" for the rare ones. */
export function scriptOf(character: string): string | null {
  if (unscriptedPattern.test(character)) return null;
  return scripts.find(([, pattern]) => pattern.test(character))?.[0] ?? "other";
}

/**
 * The one character of another script that this one can be mistaken for, or `null`. A Latin answer is an
 * ASCII letter or digit or ß; a capital that looks like a bar is taken for the capital I, which the table
 * does not tell from the small L.
 */
export function lookOf(character: string): string | null {
  const script = scriptOf(character);
  const look = corrections.get(character) ?? looks.get(character);
  if (script === null || look === undefined || [...look].length !== 1) return null;
  if (look === "l" && /\p{Lu}/u.test(character)) return "I";
  if (/^[0-9A-Za-zß]$/u.test(look)) return script === "Latin" ? null : look;
  const target = scriptOf(look);
  return target === null || target === "Latin" || target === script ? null : look;
}

const smallCapitals: ReadonlyMap<string, string> = new Map(
  "ᴀa ʙb ᴅd ᴇe ɢg ʜh ᴊj ᴋk ʟl ᴍm ɴn ᴘp ʀr ᴛt".split(" ").map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);

/**
 * Lower-case Latin without the letters that are an ASCII letter in another dress: script g, dotless i,
 * small capitals and the like. Letters with accents, hooks and strokes that languages use stay.
 */
export function foldLatinDress(text: string): string {
  return text.replace(/[^\p{ASCII}]/gu, (letter) => {
    if (!/\p{Script=Latin}/u.test(letter)) return letter;
    const plain = smallCapitals.get(letter) ?? looks.get(letter) ?? "";
    return /^[a-z]$/u.test(plain) ? plain : letter;
  });
}

/** The plain form of punctuation: one apostrophe for all of them, one hyphen. */
export function foldPunctuation(text: string): string {
  return text.replace(/[\p{P}\p{Sk}\p{Lm}]/gu, (mark) => {
    const plain = looks.get(mark) ?? "";
    return /^\p{P}+$/u.test(plain) ? plain : mark;
  });
}
