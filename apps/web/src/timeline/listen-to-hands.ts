/** So long after a sign of hands they may be what moves the list, and so long after a change the change may be. */
const shortMs = 1_000;

export interface Hands {
  /**
   * Might a person be what moves the list now? Without a sign of hands as well, where nothing else can have moved it: a
   * search in the page and a screen reader give none.
   */
  mayMove(): boolean;
  /** What the list shows has changed, and the browser may move it for that. */
  noteChange(): void;
  stop(): void;
}

/** Watches for what a person moves a list with: a wheel, a finger, keys, its scroll bar. */
export function listenToHands(scroller: HTMLElement, now: () => number): Hands {
  let signedAt = Number.NEGATIVE_INFINITY;
  let changedAt = Number.NEGATIVE_INFINITY;
  const aborter = new AbortController();
  const options = { passive: true, signal: aborter.signal };
  const sign = ({ isTrusted }: Event) => {
    if (isTrusted) signedAt = now();
  };
  for (const name of ["wheel", "touchmove", "keydown"] as const) {
    scroller.addEventListener(name, sign, options);
  }
  // Its bar is the list itself; a press on what stands in a row moves nothing.
  const press = (event: Event) => event.target === scroller && sign(event);
  scroller.addEventListener("pointerdown", press, options);
  return {
    mayMove: () => now() - signedAt < shortMs || now() - changedAt > shortMs,
    noteChange: () => {
      changedAt = now();
    },
    stop: () => aborter.abort(),
  };
}
