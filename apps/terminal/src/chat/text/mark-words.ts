import type { Span, Tone } from "./wrap.ts";

const addressPattern = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}']/giu;

/** A message's text, with addresses and my own name made to stand out. */
export function markWords(text: string, me: string | undefined, tone: Tone): Span[] {
  const marks = [...findAll(text, addressPattern, "link"), ...findMentions(text, me)].sort(
    (a, b) => a.start - b.start,
  );
  const spans: Span[] = [];
  let at = 0;
  for (const { start, end, tone: marked } of marks) {
    if (start < at) continue;
    if (start > at) spans.push({ text: text.slice(at, start), tone });
    spans.push({ text: text.slice(start, end), tone: marked });
    at = end;
  }
  if (at < text.length || spans.length === 0) spans.push({ text: text.slice(at), tone });
  return spans;
}

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly tone: Tone;
}

function findMentions(text: string, me: string | undefined): Mark[] {
  if (me === undefined || me === "") return [];
  const name = me.replace(/[\\^$.*+?()[\]{}|]/gu, "\\$&");
  return findAll(text, new RegExp(`@${name}(?![\\p{L}\\p{N}])`, "giu"), "ember");
}

/** Does it call me by name? */
export function mentions(text: string, me: string | undefined): boolean {
  return findMentions(text, me).length > 0;
}

function findAll(text: string, pattern: RegExp, tone: Tone): Mark[] {
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
    tone,
  }));
}
