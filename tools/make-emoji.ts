/**
 * Writes the web app's own emoji list from the package `emojibase-data` (MIT), which the project does not depend on:
 * `npm pack emojibase-data@17.0.0`, unpack it, then `bun tools/make-emoji.ts PACKAGE-FOLDER`.
 * One line per emoji: the emoji (`*` before it when it takes a skin tone), its shortcodes, more words to find it by.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface Emoji {
  readonly emoji: string;
  readonly hexcode: string;
  readonly label: string;
  readonly tags?: readonly string[];
  readonly group?: number;
  readonly order?: number;
  readonly version: number;
  readonly skins?: readonly { readonly emoji: string; readonly tone: number | readonly number[] }[];
}
type Codes = Readonly<Record<string, string | readonly string[]>>;

/** Newer ones are empty boxes on the devices Hearth is for. */
const newestVersion = 15.1;
const maxWords = 2;
/** They find half of all emoji, or nothing. */
const emptyWords = new Set(["face", "with", "and", "the", "person", "people", "flag", "for"]);
/** Unicode's groups, without the skin tones and hair by themselves (2). */
const groups = [0, 1, 3, 4, 5, 6, 7, 8, 9];
const target = join(import.meta.dir, "../apps/web/src/emoji/emoji-list.ts");

const [folder = ""] = process.argv.slice(2);
const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), "utf8"));
const all = read("en/data.json") as readonly Emoji[];
const github = read("en/shortcodes/github.json") as Codes;
const own = read("en/shortcodes/emojibase.json") as Codes;

const lines = groups.map((group) =>
  all
    .filter((emoji) => emoji.group === group && emoji.version <= newestVersion)
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .map(formatEmoji)
    .join("\n"),
);
const source = `/* Made by tools/make-emoji.ts from emojibase-data 17.0.0 (MIT, Miles Johnson): not to be edited. */

/** Unicode's groups in its order: each line an emoji (\`*\`: takes a skin tone), its shortcodes, more words. */
export const emojiGroups: readonly string[] = [
${lines.map((text) => `  \`${text}\`,`).join("\n")}
];
`;
writeFileSync(target, source);
console.log(`${all.length} emoji read, ${source.length} characters written`);

function formatEmoji(emoji: Emoji): string {
  const codes = listCodes(emoji.hexcode);
  const known = codes.join(" ").split(/[ _-]/);
  const words = [...new Set([...(emoji.tags ?? []), ...emoji.label.toLowerCase().split(/[^a-z]+/)])]
    .filter(
      (word) =>
        /^[a-z]{3,}$/.test(word) && !emptyWords.has(word) && !known.some((one) => one.startsWith(word)),
    )
    .slice(0, maxWords);
  return [(takesTone(emoji) ? "*" : "") + formatSign(emoji.emoji), codes.join(" "), words.join(" ")]
    .join("\t")
    .trimEnd();
}

/** Whatever is an emoji by itself stands without the selector, as keyboards send it: the same sign, the same reaction. */
function formatSign(emoji: string): string {
  return emoji.replace(/^(\p{Emoji_Presentation})\ufe0f$/u, "$1");
}

function listCodes(hexcode: string): readonly string[] {
  const found = github[hexcode] ?? own[hexcode] ?? [];
  const codes = typeof found === "string" ? [found] : found;
  return codes.slice(0, 2);
}

/** One person whose tone stands right behind the first character, as the app puts it there. */
function takesTone({ emoji, skins = [] }: Emoji): boolean {
  const tones = skins.filter(({ tone }) => typeof tone === "number");
  return tones.length === 5 && tones.every(({ emoji: toned, tone }) => toned === tint(emoji, Number(tone)));
}

function tint(emoji: string, tone: number): string {
  const [first = "", ...rest] = [...emoji];
  const modifier = String.fromCodePoint(0x1f3fa + tone);
  return [first, modifier, ...(rest[0] === "\ufe0f" ? rest.slice(1) : rest)].join("");
}
