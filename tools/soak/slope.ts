/** What a second of a soak showed. */
export interface Sample {
  readonly atMs: number;
  /** The server's own: what the system cannot take back. */
  readonly memoryBytes: number;
  /** Pages of files that it looked at, most of all the database's: the system takes them back at need. */
  readonly fileBytes: number;
  readonly descriptors: number;
  readonly latencyMs: number;
}

export interface Slope {
  /** Medians of the quarter after the first, and of the last one: the first quarter warms up. */
  readonly early: number;
  readonly late: number;
  /** Share of `early` that is added each hour. */
  readonly perHour: number;
}

const hourMs = 3_600_000;
/** From here on a run is held to what it adds in an hour. */
const tellsSlopeAfterMs = 20 * 60_000;
const mostPerHour = 0.05;
/** A shorter one cannot tell that from the collector's saw teeth: it is held to what it added in all. */
const mostAtOnce = 0.5;

/** Why this is growth, in words, or `null`. */
export function findGrowth(samples: readonly Sample[], of: (sample: Sample) => number): string | null {
  const { early, late, perHour } = measureSlope(samples, of);
  const lastedMs = (samples.at(-1)?.atMs ?? 0) - (samples[0]?.atMs ?? 0);
  if (lastedMs >= tellsSlopeAfterMs)
    return perHour > mostPerHour ? `more than ${mostPerHour * 100} % an hour` : null;
  return late > early * (1 + mostAtOnce) ? `more than ${mostAtOnce * 100} % in so short a time` : null;
}

export function measureSlope(samples: readonly Sample[], of: (sample: Sample) => number): Slope {
  const quarter = Math.floor(samples.length / 4);
  if (quarter === 0) throw new Error("too short to tell");
  const [early, late] = [samples.slice(quarter, 2 * quarter), samples.slice(-quarter)];
  const [from, to] = [median(early.map(of)), median(late.map(of))];
  const hours = (median(late.map(({ atMs }) => atMs)) - median(early.map(({ atMs }) => atMs))) / hourMs;
  return { early: from, late: to, perHour: (to - from) / from / hours };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
