/** A page that is hidden while it waits is not drawn any more: then it goes on this much later. */
const patienceMs = 200;
/** What the last drawing took. As long a rest follows, so that half of a slow phone stays free for its person. */
let costMs = 0;

/** Calls `run` once before the page is drawn next; at once where nobody sees it. */
export function beforeDraw(run: () => void): void {
  if (document.hidden) return run();
  const goOn = () => {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    const startedAtMs = performance.now();
    run();
    // A task of its own comes after the drawing.
    setTimeout(() => {
      costMs = Math.min(patienceMs, performance.now() - startedAtMs);
    });
  };
  let frame = 0;
  const timer = setTimeout(() => {
    goOn();
  }, costMs + patienceMs);
  setTimeout(() => {
    frame = requestAnimationFrame(goOn);
  }, costMs);
}
