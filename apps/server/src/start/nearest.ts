/** The word most like a mistyped one, or `null` when none is close: a third of its letters may be wrong. */
export function findNearest(typed: string, words: Iterable<string>): string | null {
  let nearest: string | null = null;
  let least = Math.max(1, Math.floor(typed.length / 3)) + 1;
  for (const word of words) {
    const edits = countEdits(typed.toLowerCase(), word.toLowerCase());
    if (edits >= least) continue;
    nearest = word;
    least = edits;
  }
  return nearest;
}

/** "Did you mean …?" with a leading space, or nothing. */
export function formatNearest(typed: string, words: Iterable<string>): string {
  const nearest = findNearest(typed, words);
  return nearest === null ? "" : ` Did you mean ${nearest}?`;
}

/** Letters to insert, drop or replace (Levenshtein), one row of the table at a time. */
function countEdits(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [line, letter] of [...from].entries()) {
    const row = [line + 1];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (letter === to[column - 1] ? 0 : 1);
      row.push(Math.min(replaced, (above[column] ?? 0) + 1, (row[column - 1] ?? 0) + 1));
    }
    above = row;
  }
  return above[to.length] ?? 0;
}
