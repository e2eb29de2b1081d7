import { graphemesOf } from "./text/wrap.ts";

/** What is being written; `at` counts graphemes before the cursor. */
export interface Draft {
  readonly letters: readonly string[];
  readonly at: number;
}

export const emptyDraft: Draft = { letters: [], at: 0 };

export function draftOf(text: string): Draft {
  const letters = graphemesOf(text);
  return { letters, at: letters.length };
}

export function textOfDraft({ letters }: Draft): string {
  return letters.join("");
}

/** What came by key or by paste. Line breaks stay, other controls go. */
export function insertText(draft: Draft, text: string): Draft {
  const clean = text
    .replaceAll("\r\n", "\n")
    .replaceAll("\r", "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "");
  // A mark may join the letter before it: the whole is cut into graphemes anew.
  const before = draft.letters.slice(0, draft.at).join("") + clean;
  const after = draft.letters.slice(draft.at).join("");
  return { letters: graphemesOf(before + after), at: graphemesOf(before).length };
}

export function moveTo(draft: Draft, at: number): Draft {
  return { ...draft, at: Math.max(0, Math.min(draft.letters.length, at)) };
}

export function deleteBack(draft: Draft): Draft {
  return cut(draft, draft.at - 1, draft.at);
}

export function deleteForward(draft: Draft): Draft {
  return cut(draft, draft.at, draft.at + 1);
}

/** As Ctrl+W does in a shell. */
export function deleteWord(draft: Draft): Draft {
  return cut(draft, startOfWord(draft), draft.at);
}

export function deleteToStart(draft: Draft): Draft {
  return cut(draft, 0, draft.at);
}

export function startOfWord({ letters, at }: Draft): number {
  let start = at;
  while (start > 0 && isSpace(letters[start - 1])) start -= 1;
  while (start > 0 && !isSpace(letters[start - 1])) start -= 1;
  return start;
}

export function endOfWord({ letters, at }: Draft): number {
  let end = at;
  while (end < letters.length && isSpace(letters[end])) end += 1;
  while (end < letters.length && !isSpace(letters[end])) end += 1;
  return end;
}

function isSpace(letter: string | undefined): boolean {
  return letter === undefined || /^\s/u.test(letter);
}

function cut({ letters, at }: Draft, from: number, to: number): Draft {
  const start = Math.max(0, from);
  return {
    letters: [...letters.slice(0, start), ...letters.slice(to)],
    at: at > start ? Math.max(start, at - (Math.min(to, at) - start)) : at,
  };
}
