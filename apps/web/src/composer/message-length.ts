import { sizes } from "@hearth/protocol";

/** How a text stands to the largest message, once it comes near it; in characters, as people count. */
export type LengthNote = { readonly kind: "near" | "over"; readonly characters: number };

const encoder = new TextEncoder();
/** The last tenth is named. */
const nearBytes = sizes.maxTextBytes / 10;

/** Null while there is room enough. */
export function noteLength(text: string): LengthNote | null {
  // A UTF-16 unit is at most 3 bytes, so short texts need no counting.
  if (text.length * 3 < sizes.maxTextBytes - nearBytes) return null;
  const bytes = encoder.encode(text).length;
  const leftBytes = sizes.maxTextBytes - bytes;
  if (leftBytes < 0) return { kind: "over", characters: countSurplus(text, -leftBytes) };
  if (leftBytes > nearBytes) return null;
  return { kind: "near", characters: Math.floor((leftBytes * countCharacters(text)) / bytes) };
}

/** How many characters must go from the end until `bytes` are gone. */
function countSurplus(text: string, bytes: number): number {
  const characters = [...text];
  let surplus = 0;
  for (let left = bytes; left > 0; surplus += 1) {
    left -= encoder.encode(characters[characters.length - 1 - surplus] ?? " ").length;
  }
  return surplus;
}

function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
