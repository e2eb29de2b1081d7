import { findWords, type SearchWord, type TextRange } from "@hearth/protocol";

/** Letters shown before the first word that was asked for. */
const before = 32;
const most = 200;

export interface SnippetPart {
  readonly text: string;
  readonly isMarked: boolean;
}

/** One line of a message around what was asked for, cut at white space. */
export function cutSnippet(text: string, words: readonly SearchWord[]): readonly SnippetPart[] {
  const ranges = findWords(text, words);
  const start = chooseStart(text, ranges[0]?.start ?? 0);
  const end = text.length - start > most ? start + most : text.length;
  const parts: SnippetPart[] = start > 0 ? [{ text: "… ", isMarked: false }] : [];
  let last = start;
  for (const range of ranges) {
    if (range.start < last || range.end > end) continue;
    parts.push(partOf(text, { start: last, end: range.start }, false), partOf(text, range, true));
    last = range.end;
  }
  parts.push(partOf(text, { start: last, end }, false));
  return parts.filter((part) => part.text !== "");
}

function chooseStart(text: string, first: number): number {
  if (first <= before) return 0;
  const gap = text.slice(first - before, first).search(/\s/);
  // Scripts without spaces are cut at a letter, never inside one of two units.
  const start = gap === -1 ? first - before / 2 : first - before + gap + 1;
  return /[\uDC00-\uDFFF]/.test(text[start] ?? "") ? start - 1 : start;
}

function partOf(text: string, { start, end }: TextRange, isMarked: boolean): SnippetPart {
  return { text: text.slice(start, end).replace(/\s+/g, " "), isMarked };
}
