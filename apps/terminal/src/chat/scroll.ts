import type { Line } from "./text/wrap.ts";

/** A row of the timeline as it stands on the screen. */
export interface Block {
  readonly key: string;
  readonly lines: readonly Line[];
}

/** What the bottom of the window shows: the end, or a certain line of a block, whatever comes after it. */
export type Scroll =
  | { readonly kind: "end" }
  | { readonly kind: "at"; readonly key: string; readonly hidden: number };

export const atEnd: Scroll = { kind: "end" };

export interface View {
  readonly lines: readonly Line[];
  /** How many lines lie above and below the window. */
  readonly above: number;
  readonly below: number;
  /** For each line the key of its block. */
  readonly keys: readonly string[];
}

interface Placed {
  readonly key: string;
  /** How many lines of the block come after this one. */
  readonly hidden: number;
  readonly line: Line;
}

/** The lines of a window `height` high. */
export function viewOf(blocks: readonly Block[], scroll: Scroll, height: number): View {
  const placed = place(blocks);
  const end = endOf(placed, scroll, height);
  const start = Math.max(0, end - height);
  const shown = placed.slice(start, end);
  return {
    lines: shown.map(({ line }) => line),
    above: start,
    below: placed.length - end,
    keys: shown.map(({ key }) => key),
  };
}

/** Moves the window by so many lines; negative is up. The end is left only by moving up. */
export function scrollBy(blocks: readonly Block[], scroll: Scroll, height: number, by: number): Scroll {
  const placed = place(blocks);
  const end = Math.max(Math.min(height, placed.length), endOf(placed, scroll, height) + by);
  const bottom = placed[end - 1];
  if (end >= placed.length || !bottom) return atEnd;
  return { kind: "at", key: bottom.key, hidden: bottom.hidden };
}

/** The least movement that shows a block whole, or as much of it as fits. */
export function scrollTo(blocks: readonly Block[], scroll: Scroll, height: number, key: string): Scroll {
  const placed = place(blocks);
  const first = placed.findIndex((one) => one.key === key);
  if (first < 0) return scroll;
  const last = placed.findLastIndex((one) => one.key === key);
  const end = endOf(placed, scroll, height);
  if (first < end - height) return scrollBy(blocks, scroll, height, first - (end - height));
  return last >= end ? scrollBy(blocks, scroll, height, last + 1 - end) : scroll;
}

function place(blocks: readonly Block[]): Placed[] {
  return blocks.flatMap(({ key, lines }) =>
    lines.map((line, at) => ({ key, hidden: lines.length - 1 - at, line })),
  );
}

function endOf(placed: readonly Placed[], scroll: Scroll, height: number): number {
  if (scroll.kind === "end") return placed.length;
  const last = placed.findLastIndex(({ key }) => key === scroll.key);
  // It went away with old rows, or its room was left.
  if (last < 0) return placed.length;
  return Math.max(Math.min(height, placed.length), last + 1 - scroll.hidden);
}
