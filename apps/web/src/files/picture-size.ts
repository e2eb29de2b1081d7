/** Pixels of a picture, as its own first bytes say. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** A camera's largest photo. What says it is larger would fill a phone's memory: it is never drawn. */
export const maxPixels = 110_000_000;

/** Where a picture tells its size: far enough for what cameras write before it. */
export const headBytes = 512 * 1_024;

/**
 * Reads the size from the beginning of a PNG, JPEG, GIF, WebP, BMP, AVIF or HEIC without decoding anything: a few
 * thousand bytes can say that they are gigabytes of pixels. Null where it cannot be read.
 */
export function readPictureSize(head: Uint8Array): PictureSize | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  try {
    for (const { isAt, magic, read } of formats)
      if (String.fromCharCode(...head.subarray(isAt, isAt + magic.length)) === magic) return read(view);
  } catch {
    // It ends before it says.
  }
  return null;
}

/** Is it known to be small enough to be drawn? */
export function isDrawable(head: Uint8Array, most = maxPixels): boolean {
  const size = readPictureSize(head);
  return size !== null && size.width * size.height <= most;
}

interface Format {
  readonly isAt: number;
  readonly magic: string;
  readonly read: (view: DataView) => PictureSize | null;
}

const formats: readonly Format[] = [
  { isAt: 0, magic: "\x89PNG", read: (view) => ({ width: view.getUint32(16), height: view.getUint32(20) }) },
  { isAt: 0, magic: "\xff\xd8", read: readJpeg },
  { isAt: 0, magic: "GIF8", read: readGif },
  { isAt: 8, magic: "WEBP", read: readWebp },
  { isAt: 0, magic: "BM", read: readBmp },
  { isAt: 4, magic: "ftyp", read: readIspe },
];

/** Goes from marker to marker to the start of the frame (ITU T.81, B.2.2). */
function readJpeg(view: DataView): PictureSize | null {
  for (let at = 2; ; ) {
    while (view.getUint8(at) === 0xff && view.getUint8(at + 1) === 0xff) at += 1;
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    const isAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
    at += 2 + (isAlone ? 0 : view.getUint16(at + 2));
  }
}

/** The screen, or the first frame where that is larger: browsers draw the larger one. */
function readGif(view: DataView): PictureSize | null {
  const flags = view.getUint8(10);
  let at = 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  while (view.getUint8(at) === 0x21) {
    at += 2;
    for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += length + 1;
    at += 1;
  }
  const isFrame = view.getUint8(at) === 0x2c;
  return {
    width: Math.max(view.getUint16(6, true), isFrame ? view.getUint16(at + 5, true) : 0),
    height: Math.max(view.getUint16(8, true), isFrame ? view.getUint16(at + 7, true) : 0),
  };
}

function readWebp(view: DataView): PictureSize | null {
  switch (String.fromCharCode(...[12, 13, 14, 15].map((at) => view.getUint8(at)))) {
    case "VP8X":
      return { width: 1 + readUint24(view, 24), height: 1 + readUint24(view, 27) };
    case "VP8L": {
      const bits = view.getUint32(21, true);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    case "VP8 ":
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    default:
      return null;
  }
}

function readUint24(view: DataView, at: number): number {
  return view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
}

function readBmp(view: DataView): PictureSize {
  if (view.getUint32(14, true) === 12)
    return { width: view.getUint16(18, true), height: view.getUint16(20, true) };
  return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
}

/** The largest of the sizes that its boxes give (ISO/IEC 23008-12, 6.5.3): AVIF and HEIC hold several pictures. */
function readIspe(view: DataView): PictureSize | null {
  let largest: PictureSize | null = null;
  for (let at = 0; at + 16 <= view.byteLength; at += 1) {
    if (view.getUint32(at) !== 0x69737065) continue;
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}
