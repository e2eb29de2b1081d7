import { draw, drawThumbnail, toBlob } from "./draw.ts";
import { headBytes, isDrawable } from "./picture-size.ts";
import { readMedia } from "./prepare-media.ts";
import { drawThumbhash } from "./thumbhash.ts";

/** A file as it will be sent, with what a message says of it. */
export interface Prepared {
  readonly blob: Blob;
  readonly name: string;
  readonly type: string;
  readonly width?: number;
  readonly height?: number;
  readonly durationMs?: number;
  readonly thumbnail?: Blob;
  readonly thumbhash?: string;
}

/** The longest side of a picture that is made smaller, pixels. */
const maxSide = 2_560;
/** Pictures that are drawn anew: upright, without the place they were taken at. Animations would stand still. */
const redrawn = /^image\/(jpeg|png|webp|avif|bmp|heic|heif)$/;

/** Makes a file ready to be sent, on this device. `original`: as it is, with everything that it says of itself. */
export async function prepareFile(file: File, original: boolean): Promise<Prepared> {
  const plain = { blob: file, name: file.name, type: typeOf(file) };
  try {
    if (/^image\/(?!svg)/.test(plain.type)) return await preparePicture(plain, original);
    if (/^(video|audio)\//.test(plain.type)) return { ...plain, ...(await readMedia(file)) };
  } catch {
    // What this browser cannot read is sent as a file.
  }
  return plain;
}

async function preparePicture(plain: Prepared, original: boolean): Promise<Prepared> {
  // A few bytes can say that they are gigabytes of pixels: such a one is a file like any other.
  const head = new Uint8Array(await plain.blob.slice(0, headBytes).arrayBuffer());
  if (!isDrawable(head)) return plain;
  const picture = await createImageBitmap(plain.blob, { imageOrientation: "from-image" });
  try {
    const { width, height } = picture;
    const thumbnail = await drawThumbnail(picture, width, height);
    const thumbhash = drawThumbhash(picture, width, height);
    const base = { ...plain, width, height, thumbhash, ...(thumbnail && { thumbnail }) };
    return original || !redrawn.test(plain.type) ? base : await redraw(base, picture);
  } finally {
    picture.close();
  }
}

async function redraw(plain: Prepared, picture: ImageBitmap): Promise<Prepared> {
  const scale = Math.min(1, maxSide / Math.max(picture.width, picture.height));
  const type = plain.type === "image/png" ? "image/png" : "image/jpeg";
  const { canvas, width, height } = draw(picture, picture.width, picture.height, scale);
  const blob = await toBlob(canvas, type, 0.86);
  if (!blob) return plain;
  const name = type === plain.type ? plain.name : `${plain.name.replace(/\.\w{1,5}$/, "")}.jpg`;
  return { ...plain, blob, name, type, width, height };
}

const byEnding: Readonly<Record<string, string>> = {
  md: "text/markdown",
  m4a: "audio/mp4",
  opus: "audio/ogg",
  heic: "image/heic",
};

/** As the browser takes it, without parameters; what it does not know has no type. */
function typeOf({ type, name }: File): string {
  const plain = type.toLowerCase().split(";")[0]?.trim() ?? "";
  if (/^[a-z0-9][a-z0-9.+-]*\/[a-z0-9][a-z0-9.+-]*$/.test(plain) && plain.length <= 100) return plain;
  return byEnding[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";
}
