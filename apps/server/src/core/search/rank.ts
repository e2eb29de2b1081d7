import { type SearchWord, tokenize } from "@hearth/protocol";

/** Newest hits that a ranked search compares; older ones are found newest first. Rule SEA6. */
export const maxRanked = 1_000;

/** How a usual message is long, in tokens: a hit in a short one says more. */
const usualTokens = 12;

/**
 * How well a text answers a query, 0 when it misses a word: how often each word is said, less for each
 * further time, less in long texts (BM25's term weight), more where the whole word stands.
 */
export function rankText(text: string, words: readonly SearchWord[]): number {
  const tokens = tokenize(text).map((token) => token.text);
  let rank = 0;
  for (const word of words) {
    const said = weigh(tokens, word);
    if (said === 0) return 0;
    rank += (said * 2.2) / (said + 1.2 * (0.25 + (0.75 * tokens.length) / usualTokens));
  }
  return rank;
}

function weigh(tokens: readonly string[], { tokens: wanted, isPrefix }: SearchWord): number {
  const last = wanted.length - 1;
  let said = 0;
  for (let start = 0; start + last < tokens.length; start += 1) {
    if (wanted.slice(0, last).some((text, offset) => tokens[start + offset] !== text)) continue;
    const end = tokens[start + last];
    if (end === wanted[last]) said += 1;
    else if (isPrefix && end?.startsWith(wanted[last] ?? "")) said += 0.5;
  }
  return said;
}
