const firstMs = 500;
const mostMs = 15_000;

/**
 * How long to wait before try number `tries` (from 1): doubling, with full jitter, so that a room full of
 * devices that lost the same access point does not come back in one wave.
 */
export function backoffMs(tries: number, random: () => number): number {
  return random() * Math.min(mostMs, firstMs * 2 ** (tries - 1));
}
