import { emojiCodes } from "./emoji-codes.ts";

/**
 * Slack writes `wave::skin-tone-3`, Mattermost `wave_medium_light_skin_tone`. The longest endings come first: "medium
 * light" also ends in "light".
 */
const tones: readonly { readonly ending: RegExp; readonly sign: string }[] = [
  { ending: /(?:::skin-tone-3|_medium_light_skin_tone)$/u, sign: "\u{1F3FC}" },
  { ending: /(?:::skin-tone-5|_medium_dark_skin_tone)$/u, sign: "\u{1F3FE}" },
  { ending: /(?:::skin-tone-4|_medium_skin_tone)$/u, sign: "\u{1F3FD}" },
  { ending: /(?:::skin-tone-2|_light_skin_tone)$/u, sign: "\u{1F3FB}" },
  { ending: /(?:::skin-tone-6|_dark_skin_tone)$/u, sign: "\u{1F3FF}" },
];

let codes: ReadonlyMap<string, string> | null = null;

/** The emoji a shortcode stands for; `null` for a picture of the community's own. */
export function findEmoji(code: string): string | null {
  codes ??= readCodes();
  const plain = codes.get(code);
  if (plain !== undefined) return plain;
  for (const { ending, sign } of tones) {
    const base = ending.test(code) ? codes.get(code.replace(ending, "")) : undefined;
    if (base !== undefined) return tint(base, sign);
  }
  return null;
}

/** Shortcodes in a text become what they stand for; unknown ones stay as they are. */
export function replaceCodes(text: string): string {
  return text.replace(
    /:([a-z0-9_+-]+(?:::skin-tone-[2-6])?):/gu,
    (written, code: string) => findEmoji(code) ?? written,
  );
}

function readCodes(): ReadonlyMap<string, string> {
  return new Map(
    emojiCodes
      .trim()
      .split("\n")
      .flatMap((line) => {
        const [emoji = "", ...names] = line.split(" ");
        return names.map((name) => [name, emoji] as const);
      }),
  );
}

function tint(emoji: string, sign: string): string {
  const [first = "", ...rest] = [...emoji];
  return [first, sign, ...(rest[0] === "\uFE0F" ? rest.slice(1) : rest)].join("");
}
