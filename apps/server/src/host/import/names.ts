import { nameSizes, normalizeName, parseName, Refusal, splitGraphemes } from "@hearth/protocol";

/** Room for a number behind it. */
const spareGraphemes = 4;
const spareBytes = 8;

/** Names that Hearth can hold, as close to the wanted ones as can be; at least one. */
export function fitNames(wanted: readonly string[]): readonly string[] {
  const fitting = wanted.map((name) => fitName(name)).filter((name) => name !== null);
  return fitting.length > 0 ? [...new Set(fitting)] : ["Somebody"];
}

/** A title for a room; `fallback` when nothing of it is left. */
export function fitTitle(wanted: string, fallback: string): string {
  const title = cut(normalizeName(wanted), nameSizes.maxTitleGraphemes, nameSizes.maxTitleBytes);
  return /[\p{L}\p{N}]/u.test(title) ? title : fallback;
}

function fitName(wanted: string): string | null {
  const printable = normalizeName(wanted.replace(/[\p{Cc}\p{Cn}\p{Co}\p{Cs}]/gu, "").slice(0, 400));
  const short = cut(
    printable,
    nameSizes.maxNameGraphemes - spareGraphemes,
    nameSizes.maxNameBytes - spareBytes,
  );
  try {
    return parseName(short);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

const utf8 = new TextEncoder();

function cut(text: string, maxGraphemes: number, maxBytes: number): string {
  let kept = splitGraphemes(text).slice(0, maxGraphemes);
  while (utf8.encode(kept.join("")).length > maxBytes) kept = kept.slice(0, -1);
  return kept.join("").trim();
}
