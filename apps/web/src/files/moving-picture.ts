/** Pixels of a picture that a browser may have to draw again and again: it keeps many of them in memory. */
export const maxPlayedPixels = 1_000_000;
/** Of a moving picture whose first one is drawn once. */
export const maxMovingPixels = 4_000_000;

/**
 * Does a GIF, PNG, WebP or AVIF hold more than one picture, as its first bytes say? Where they end before they say,
 * it may: a bomb would hide behind a long comment.
 */
export function isMoving(head: Uint8Array): boolean {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const reader = formats.find(({ isAt, magic }) => textAt(view, isAt, magic.length) === magic);
  if (!reader) return false;
  try {
    return reader.read(view);
  } catch {
    return true;
  }
}

interface Format {
  readonly isAt: number;
  readonly magic: string;
  /** Throws where the bytes end before they say. */
  readonly read: (view: DataView) => boolean;
}

const formats: readonly Format[] = [
  { isAt: 0, magic: "GIF8", read: readGif },
  { isAt: 0, magic: "\x89PNG", read: readPng },
  { isAt: 12, magic: "VP8X", read: (view) => (view.getUint8(20) & 2) !== 0 },
  { isAt: 4, magic: "ftyp", read: readBrands },
];

function textAt(view: DataView, at: number, length: number): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength).subarray(at, at + length);
  return String.fromCharCode(...bytes);
}

/** Goes from block to block (GIF89a, appendix B) until there is a second picture or the end. */
function readGif(view: DataView): boolean {
  const flags = view.getUint8(10);
  let pictures = 0;
  for (let at = 13 + tableBytes(flags); ; ) {
    const block = view.getUint8(at);
    if (block === 0x3b) return false;
    if (block === 0x2c) pictures += 1;
    if (pictures > 1) return true;
    at = skipParts(view, block === 0x2c ? at + 11 + tableBytes(view.getUint8(at + 9)) : at + 2);
  }
}

function tableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Behind a row of parts, each with its length before it, the last one empty. */
function skipParts(view: DataView, from: number): number {
  let at = from;
  while (view.getUint8(at) > 0) at += view.getUint8(at) + 1;
  return at + 1;
}

/** An animation says so before the first pixels (APNG: `acTL` before `IDAT`). */
function readPng(view: DataView): boolean {
  for (let at = 8; ; at += view.getUint32(at) + 12) {
    const type = String.fromCharCode(...[4, 5, 6, 7].map((byte) => view.getUint8(at + byte)));
    if (type === "acTL") return true;
    if (type === "IDAT" || type === "IEND") return false;
  }
}

/** Sequences of AVIF and HEIC name themselves in the brands of their first box (ISO/IEC 14496-12, 4.3). */
function readBrands(view: DataView): boolean {
  const end = Math.min(view.getUint32(0), view.byteLength);
  for (let at = 8; at + 4 <= end; at += 4)
    if (/^(avis|hevc|hevx|msf1)$/.test(textAt(view, at, 4))) return true;
  return false;
}
