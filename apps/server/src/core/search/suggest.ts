import type { SearchSuggestion, SearchWord } from "@hearth/protocol";

/** Words of the reader's rooms, as a store knows them. */
export interface Vocabulary {
  /** Folded words that begin with `start`, each as often as it comes. May end early. */
  wordsFrom(start: string): Iterable<string>;
  /** Messages of the reader that say all of these, counted up to `max`. */
  count(words: readonly SearchWord[], max: number): number;
}

const maxCount = 1_000;
/** Words compared for one mistyped word: bounds what a query that finds nothing can cost. */
const maxCompared = 20_000;
/** Of the nearest words, so many are counted. */
const maxCounted = 5;

/**
 * What may have been meant by a query that found nothing: each word that no message says is replaced by the
 * nearest one that some say. `null` when there is none, or when every word is said, only never together.
 */
export function suggest(words: readonly SearchWord[], vocabulary: Vocabulary): SearchSuggestion | null {
  const replaced = words.map((word) => (isSaid(word, vocabulary) ? word : correct(word, vocabulary)));
  if (replaced.includes(null) || replaced.every((word, index) => word === words[index])) return null;
  const better = replaced.filter((word) => word !== null);
  const count = vocabulary.count(better, maxCount);
  return count === 0 ? null : { query: better.map((word) => word.typed).join(" "), count };
}

function isSaid(word: SearchWord, vocabulary: Vocabulary): boolean {
  return vocabulary.count([word], 1) > 0;
}

function correct(word: SearchWord, vocabulary: Vocabulary): SearchWord | null {
  const [text = "", ...others] = word.tokens;
  const letters = [...text];
  if (others.length > 0 || letters.length < 4) return null;
  const nearest = findNear(text, letters, vocabulary).map((found) => {
    const meant: SearchWord = { typed: found, tokens: [found], isPrefix: word.isPrefix };
    return { meant, count: vocabulary.count([meant], maxCount) };
  });
  return nearest.sort((a, b) => b.count - a.count)[0]?.meant ?? null;
}

/** The words with the fewest slips between them and the typed one: most slips leave the first letters right. */
function findNear(text: string, letters: readonly string[], vocabulary: Vocabulary): string[] {
  const [first = "", second = ""] = letters;
  const allowed = letters.length < 6 ? 1 : 2;
  const near = new Map<string, number>();
  let left = maxCompared;
  for (const start of [first + second, second + first, first]) {
    for (const found of vocabulary.wordsFrom(start)) {
      if (--left < 0) break;
      const slips = countSlips(text, found, allowed);
      if (slips <= allowed && found !== text) near.set(found, slips);
    }
    if (near.size > 0) break;
  }
  const least = Math.min(...near.values());
  return [...near]
    .filter(([, slips]) => slips === least)
    .map(([found]) => found)
    .slice(0, maxCounted);
}

/** Letters left out, added, wrong or swapped (optimal string alignment); above `most` it is only "too many". */
export function countSlips(a: string, b: string, most: number): number {
  const [from, to] = [[...a], [...b]];
  if (Math.abs(from.length - to.length) > most) return most + 1;
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = nextRow(from, to, i, { row, before });
    if (Math.min(...next) > most) return most + 1;
    before = row;
    row = next;
  }
  return row[to.length] ?? most + 1;
}

function nextRow(
  from: readonly string[],
  to: readonly string[],
  i: number,
  { row, before }: { readonly row: readonly number[]; readonly before: readonly number[] },
): number[] {
  const next = [i];
  for (let j = 1; j <= to.length; j += 1) {
    const isSame = from[i - 1] === to[j - 1];
    const isSwapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
    next.push(
      Math.min(
        at(row, j) + 1,
        at(next, j - 1) + 1,
        at(row, j - 1) + (isSame ? 0 : 1),
        isSwapped ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY,
      ),
    );
  }
  return next;
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
