import type { Body } from "./records.ts";
import { type Token, tokenize } from "./search-tokens.ts";

/** One thing a message must say: these tokens, one after another. */
export interface SearchWord {
  /** As it was typed. */
  readonly typed: string;
  /** Never empty. */
  readonly tokens: readonly string[];
  /** May the last token be the beginning of a longer one? */
  readonly isPrefix: boolean;
}

/** What a message can bring besides words: an address to open, or files. */
export const searchMarks = ["link", "file"] as const;
export type SearchMark = (typeof searchMarks)[number];

/**
 * What of a message is searched: its text, what its files are called and what its pictures show. `null` for one
 * that only devices can read.
 */
export function searchableText(body: Body | null): string | null {
  if (body?.kind !== "text") return null;
  const files = (body.attachments ?? []).flatMap(({ name, alt }) => (alt ? [name, alt] : [name]));
  return [...(body.text === "" ? [] : [body.text]), ...files].join("\n");
}

/** A place in a text, in UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * What a query asks for: every word must be there, in any order. Words are parted by spaces; what stands in
 * quotes is one. A word's end is open, unless it was quoted or is a single letter. Rules SEA2 and SEA3.
 */
export function parseSearch(query: string): SearchWord[] {
  return [...query.matchAll(/["“„«]([^"”“»]*)["”“»]|\S+/gu)].flatMap(({ 0: typed, 1: quoted }) => {
    const tokens = tokenize(quoted ?? typed);
    const last = tokens.at(-1);
    if (!last) return [];
    return [
      { typed, tokens: tokens.map((token) => token.text), isPrefix: quoted === undefined && isOpen(last) },
    ];
  });
}

function isOpen({ text, isLetter }: Token): boolean {
  return !isLetter && [...text].length > 1;
}

/** Where a text says one of the words, from the start, not overlapping; empty when it says none. */
export function findWords(text: string, words: readonly SearchWord[]): TextRange[] {
  const tokens = tokenize(text);
  const ranges = words.flatMap((word) =>
    tokens.flatMap((_, index) => (startsWith(tokens, index, word) ? [rangeOf(tokens, index, word)] : [])),
  );
  return joinRanges(ranges);
}

/** Does a text say all of the words? */
export function saysAll(text: string, words: readonly SearchWord[]): boolean {
  const tokens = tokenize(text);
  return words.every((word) => tokens.some((_, index) => startsWith(tokens, index, word)));
}

function startsWith(
  tokens: readonly Token[],
  index: number,
  { tokens: wanted, isPrefix }: SearchWord,
): boolean {
  return wanted.every((text, offset) => {
    const found = tokens[index + offset]?.text;
    return isPrefix && offset === wanted.length - 1 ? found?.startsWith(text) : found === text;
  });
}

function rangeOf(tokens: readonly Token[], index: number, { tokens: wanted }: SearchWord): TextRange {
  const last = wanted.length - 1;
  const start = tokens[index]?.sourceAt(0).start ?? 0;
  const end = tokens[index + last]?.sourceAt((wanted[last]?.length ?? 1) - 1).end ?? start;
  return { start, end };
}

function joinRanges(ranges: readonly TextRange[]): TextRange[] {
  const joined: TextRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && range.start <= last.end)
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    else joined.push(range);
  }
  return joined;
}
