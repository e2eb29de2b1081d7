/** The parts of the page, in the order one reads them; each marks itself with `data-region`. */
const regionSelector = "[data-region]";
const focusable =
  'a[href]:not([tabindex="-1"]), button:not(:disabled):not([tabindex="-1"]), textarea:not(:disabled), input:not(:disabled), [tabindex="0"]';

/** F6: puts the focus into the next or previous visible part; true when there is one. */
export function moveRegion(step: 1 | -1): boolean {
  const regions = [...document.querySelectorAll<HTMLElement>(regionSelector)].filter(isVisible);
  if (regions.length === 0) return false;
  const at = regions.findLastIndex((region) => region.contains(document.activeElement));
  const start = at === -1 && step === -1 ? 0 : at;
  const next = regions[(start + step + regions.length) % regions.length];
  if (next) focusInside(next);
  return next !== undefined;
}

function focusInside(region: HTMLElement): void {
  const chosen = region.matches("[tabindex]")
    ? region
    : (region.querySelector<HTMLElement>('[tabindex="0"]') ?? region.querySelector<HTMLElement>(focusable));
  chosen?.focus();
}

function isVisible(region: HTMLElement): boolean {
  return region.getClientRects().length > 0;
}
