/**
 * Writes the shortcodes that Slack and Mattermost use from the package `emojibase-data` (MIT), which the project does
 * not depend on: `npm pack emojibase-data@17.0.0`, unpack it, then `bun tools/make-emoji-codes.ts PACKAGE-FOLDER`.
 * One line per emoji: the emoji, then its shortcodes.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface Emoji {
  readonly emoji: string;
  readonly hexcode: string;
}
type Codes = Readonly<Record<string, string | readonly string[]>>;

const target = join(import.meta.dir, "../apps/server/src/host/import/emoji-codes.ts");
const [folder = ""] = process.argv.slice(2);
const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), "utf8"));
const codes = read("en/shortcodes/iamcal.json") as Codes;

const lines = (read("en/data.json") as readonly Emoji[]).flatMap(({ emoji, hexcode }) => {
  const found = codes[hexcode] ?? [];
  const own = typeof found === "string" ? [found] : found;
  return own.length === 0 ? [] : [[formatSign(emoji), ...own].join(" ")];
});
const source = `/* Made by tools/make-emoji-codes.ts from emojibase-data 17.0.0 (MIT, Miles Johnson): not to be edited. */

/** Each line an emoji and the shortcodes that Slack and Mattermost have for it. */
export const emojiCodes = \`
${lines.join("\n")}
\`;
`;
writeFileSync(target, source);
console.log(`${lines.length} emoji, ${source.length} characters written`);

/** Whatever is an emoji by itself stands without the selector: the same sign, the same reaction as in the app. */
function formatSign(emoji: string): string {
  return emoji.replace(/^(\p{Emoji_Presentation})\ufe0f$/u, "$1");
}
