import type { Item } from "./items.ts";

export interface Step {
  readonly items: readonly Item[];
  /** The difference is at the start: what is on screen keeps its distance from the end. */
  readonly isShift: boolean;
  /** Nothing of the shown items is left: another window, with sizes and a place of its own. */
  readonly isReplaced: boolean;
}

/**
 * The next list to draw on the way from the shown items to the wanted ones. The virtual list takes a change at its
 * start or at its end, never both at once; a window that grows below and is cut above needs two steps.
 */
export function stepToward(shown: readonly Item[], wanted: readonly Item[]): Step {
  const common = findCommon(shown, wanted);
  if (!common) return { items: wanted, isShift: false, isReplaced: shown.length > 0 && wanted.length > 0 };
  const { shownAt, wantedAt } = common;
  if (shownAt === wantedAt) return { items: wanted, isShift: false, isReplaced: false };
  const sameEnd = shown.length - shownAt === wanted.length - wantedAt;
  if (sameEnd) return { items: wanted, isShift: true, isReplaced: false };
  return { items: [...wanted.slice(0, wantedAt), ...shown.slice(shownAt)], isShift: true, isReplaced: false };
}

/** The first row in both lists. Days and the new line do not count: they move when rows come before them. */
function findCommon(shown: readonly Item[], wanted: readonly Item[]) {
  const places = new Map(wanted.map((item, at) => [item.key, at]));
  for (const [shownAt, item] of shown.entries()) {
    const wantedAt = places.get(item.key);
    if (wantedAt !== undefined && isRow(item)) return { shownAt, wantedAt };
  }
  return undefined;
}

function isRow(item: Item): boolean {
  return item.kind === "message" || item.kind === "notices";
}
