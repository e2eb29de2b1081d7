/** Bars of a drawn recording; a message takes up to 64. */
export const bars = 48;

/** Below this a microphone hears nothing but itself, decibels of full scale. */
const floorDb = -54;

/** How loud a moment is, 0 to 1, as ears count it. Samples are -1 to 1. */
export function measureLevel(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const loudness = Math.sqrt(sum / Math.max(1, samples.length));
  const db = 20 * Math.log10(Math.max(loudness, 1e-6));
  return Math.max(0, Math.min(1, 1 - db / floorDb));
}

/** Loudness over time as a message carries it: a digit per bar, the loudest one 9. Empty when there is none. */
export function formatWaveform(levels: readonly number[]): string {
  if (levels.length === 0) return "";
  const loudest = Array.from({ length: bars }, (_, bar) => {
    const from = Math.floor((bar * levels.length) / bars);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * levels.length) / bars));
    return Math.max(...levels.slice(from, to));
  });
  // Silence is drawn as silence, not as the loudest noise there is.
  const top = Math.max(0.1, ...loudest);
  return loudest.map((level) => String(Math.round((9 * Math.max(0, level)) / top))).join("");
}

/** The loudness of a whole recording, piece by piece. */
export function measureLevels(samples: Float32Array, pieces: number): number[] {
  const size = Math.max(1, Math.ceil(samples.length / pieces));
  const levels: number[] = [];
  for (let at = 0; at < samples.length; at += size)
    levels.push(measureLevel(samples.subarray(at, at + size)));
  return levels;
}
