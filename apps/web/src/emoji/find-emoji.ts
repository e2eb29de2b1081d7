import { emojiGroups } from "./emoji-list.ts";

export interface Emoji {
  readonly emoji: string;
  /** Without colons; the first is the one that is shown. */
  readonly codes: readonly string[];
  readonly words: readonly string[];
  readonly takesTone: boolean;
}

/** 0: as it comes; 1 to 5: from the lightest skin to the darkest. */
export type Tone = 0 | 1 | 2 | 3 | 4 | 5;
export const tones: readonly Tone[] = [0, 1, 2, 3, 4, 5];

const groups: readonly (readonly Emoji[])[] = emojiGroups.map((lines) => lines.split("\n").map(parseLine));
const all = groups.flat();

/** The emoji of each of Unicode's groups. */
export function listGroups(): readonly (readonly Emoji[])[] {
  return groups;
}

/** Those with a shortcode or a word that begins so; whole shortcodes first. */
export function findEmoji(query: string, limit: number): readonly Emoji[] {
  const wanted = query.toLowerCase().replace(/:$/, "").trim();
  if (wanted === "") return [];
  const ranked = all.flatMap((emoji) => {
    const rank = rankOf(emoji, wanted);
    return rank === null ? [] : [{ emoji, rank }];
  });
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ emoji }) => emoji);
}

export function findByCode(code: string): string | undefined {
  return all.find(({ codes }) => codes.includes(code.toLowerCase()))?.emoji;
}

export function findBySign(sign: string): Emoji | undefined {
  return all.find(({ emoji }) => emoji === sign);
}

/** The emoji in a tone, where it takes one. */
export function toneEmoji({ emoji, takesTone }: Emoji, tone: Tone): string {
  if (tone === 0 || !takesTone) return emoji;
  const [first = "", ...rest] = [...emoji];
  const behind = rest[0] === "\ufe0f" ? rest.slice(1) : rest;
  return [first, String.fromCodePoint(0x1f3fa + tone), ...behind].join("");
}

function rankOf({ codes, words }: Emoji, wanted: string): number | null {
  if (codes.includes(wanted)) return 0;
  if (codes.some((code) => code.startsWith(wanted))) return 1;
  if (codes.some((code) => code.includes(`_${wanted}`))) return 2;
  return words.some((word) => word.startsWith(wanted)) ? 3 : null;
}

function parseLine(line: string): Emoji {
  const [sign = "", codes = "", words = ""] = line.split("\t");
  const takesTone = sign.startsWith("*");
  return {
    emoji: takesTone ? sign.slice(1) : sign,
    takesTone,
    codes: codes.split(" "),
    words: words.split(" ").filter(Boolean),
  };
}
