/**
 * The tokenizer's work grows with the square of some inputs: marks that never close, words and spaces
 * without an end, blocks inside blocks. Beyond these bounds nobody writes for readers, so the text is shown as typed.
 */
const bounds = { marks: 600, run: 1_000, openings: 12, indent: 64 } as const;

/** Is reading this text as markdown cheap? Looks at every character once. */
export function isCheap(text: string): boolean {
  let marks = 0;
  let fence = "";
  for (const line of text.split("\n")) {
    if (hasLongRun(line)) return false;
    const wasFenced = fence !== "";
    fence = wasFenced ? stayFenced(fence, line) : openFence(line);
    if (wasFenced) continue;
    marks += countMarks(line);
    if (marks > bounds.marks || opensTooMuch(line)) return false;
  }
  return true;
}

/** Marks inside a code block cost nothing, so it must be known exactly where one is (CommonMark 4.5). */
function openFence(line: string): string {
  return /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1] ?? "";
}

function stayFenced(fence: string, line: string): string {
  const end = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1] ?? "";
  return end.startsWith(fence) ? "" : fence;
}

/** A word, or a space, of more characters than anyone types. */
function hasLongRun(line: string): boolean {
  let length = 0;
  let wasSpace = false;
  for (let at = 0; at < line.length; at++) {
    const isSpace = line.charCodeAt(at) <= 32;
    length = isSpace === wasSpace ? length + 1 : 1;
    if (length > bounds.run) return true;
    wasSpace = isSpace;
  }
  return false;
}

const marks: ReadonlySet<string> = new Set("*_~`[]<>\\");
function countMarks(line: string): number {
  let count = 0;
  for (const character of line) if (marks.has(character)) count++;
  return count;
}

/** `> - > - …`: each mark at a line's start opens a block inside the last one. */
function opensTooMuch(line: string): boolean {
  const start = /^[\s>*+\-\d.)]*/.exec(line)?.[0] ?? "";
  const openings = start.replace(/[\s\d]/g, "").length;
  return openings > bounds.openings || (openings > 0 && start.length > bounds.indent + openings * 2);
}
