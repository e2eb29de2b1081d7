import type { Clock } from "./core/ports.ts";

/** A wall clock this far ahead was set, not drifting. */
const setForwardMs = 2_000;

/** The machine's time: durations from the monotonic clock, stamps that follow a clock set forward, never back. */
export function createClock(): Clock {
  const elapsed = (): number => performance.now();
  let offsetMs = Date.now() - elapsed();
  return {
    elapsed,
    now() {
      const ahead = Date.now() - (elapsed() + offsetMs);
      if (ahead > setForwardMs) offsetMs += ahead;
      return Math.floor(elapsed() + offsetMs);
    },
    setTimer(run, delayMs) {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
  };
}
