import { crc32, deflateSync } from "node:zlib";
import type { Page } from "playwright-core";

/** A file as a person chooses it. */
export interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** What must not leave the device with a photo. */
export const secretPlace = "12.9719N 77.6412E";

/** A photo as a phone takes it: lying on its side, with how to turn it and where it was taken. */
export async function createPhoto(page: Page, name: string, hue = 20): Promise<ChosenFile> {
  const lying = await draw(page, { width: 1200, height: 800, hue, type: "image/jpeg" });
  return { name, mimeType: "image/jpeg", buffer: addExif(lying) };
}

export async function createPicture(page: Page, name: string, hue: number): Promise<ChosenFile> {
  return {
    name,
    mimeType: "image/png",
    buffer: await draw(page, { width: 640, height: 480, hue, type: "image/png" }),
  };
}

interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly hue: number;
  readonly type: string;
}

async function draw(page: Page, drawing: Drawing): Promise<Buffer> {
  const bytes = await page.evaluate(async ({ width, height, hue, type }) => {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    for (let step = 0; step < 60; step += 1) {
      context.fillStyle = `hsl(${hue + step} 60% ${40 + (step % 7) * 7}%)`;
      context.beginPath();
      context.arc((step * 97) % width, (step * 61) % height, 60, 0, 7);
      context.fill();
    }
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, type, 0.9));
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))];
  }, drawing);
  return Buffer.from(bytes);
}

/** APP1 behind the start of image: TIFF with orientation 6 (turn right) and a note of the place (Exif 2.3, 4.6). */
function addExif(jpeg: Buffer): Buffer {
  const note = Buffer.from(`${secretPlace}\0`);
  const tiff = Buffer.alloc(38);
  tiff.write("MM\0*", 0, "latin1");
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(2, 8);
  tiff.writeUInt16BE(0x0112, 10);
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(6, 18);
  tiff.writeUInt16BE(0x010e, 22);
  tiff.writeUInt16BE(2, 24);
  tiff.writeUInt32BE(note.length, 26);
  tiff.writeUInt32BE(38, 30);
  const body = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff, note]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

/** A second of moving colour, recorded by the browser itself. */
export async function createVideo(page: Page, name: string): Promise<ChosenFile> {
  const bytes = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 180 });
    const context = canvas.getContext("2d");
    const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: "video/webm" });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const stopped = new Promise((done) => {
      recorder.onstop = done;
    });
    recorder.start();
    for (let frame = 0; frame < 30; frame += 1) {
      if (context) {
        context.fillStyle = `hsl(${frame * 12} 70% 50%)`;
        context.fillRect(0, 0, 320, 180);
      }
      await new Promise((done) => setTimeout(done, 40));
    }
    recorder.stop();
    await stopped;
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
  });
  return { name, mimeType: "video/webm", buffer: Buffer.from(bytes) };
}

/** A WAV of silence in its first half and a tone in the second. */
export function createSound(name: string, seconds: number): ChosenFile {
  const rate = 8_000;
  const samples = Buffer.alloc(rate * seconds * 2);
  for (let at = (rate * seconds) / 2; at < rate * seconds; at += 1)
    samples.writeInt16LE(Math.round(12_000 * Math.sin((at * 2 * Math.PI * 440) / rate)), at * 2);
  const head = Buffer.alloc(44);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(36 + samples.length, 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36, "latin1");
  head.writeUInt32LE(samples.length, 40);
  return { name, mimeType: "audio/wav", buffer: Buffer.concat([head, samples]) };
}

/** A whole PNG of `side` by `side` pixels, all of one colour: little to send, much to draw. */
export function createBomb(name: string, side: number): ChosenFile {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // One bit a pixel, grey.
  header[8] = 1;
  const pixels = deflateSync(Buffer.alloc(side * (1 + side / 8)), { level: 9 });
  const parts = [
    formatChunk("IHDR", header),
    formatChunk("IDAT", pixels),
    formatChunk("IEND", Buffer.alloc(0)),
  ];
  const magic = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  return { name, mimeType: "image/png", buffer: Buffer.concat([magic, ...parts]) };
}

/** A moving PNG: `frames` pictures of `side` by `side` pixels, each with nothing in it. */
export function createMovingPng(name: string, side: number, frames: number): ChosenFile {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  const pixels = deflateSync(Buffer.alloc(side * (1 + Math.ceil(side / 8))), { level: 9 });
  const animation = Buffer.alloc(8);
  animation.writeUInt32BE(frames, 0);
  const parts = [formatChunk("IHDR", header), formatChunk("acTL", animation)];
  for (let frame = 0, place = 0; frame < frames; frame += 1) {
    const control = Buffer.alloc(26);
    control.writeUInt32BE(place++, 0);
    control.writeUInt32BE(side, 4);
    control.writeUInt32BE(side, 8);
    control.writeUInt16BE(20, 20);
    control.writeUInt16BE(1_000, 22);
    parts.push(formatChunk("fcTL", control));
    const number = Buffer.alloc(4);
    if (frame > 0) number.writeUInt32BE(place++, 0);
    parts.push(
      frame === 0 ? formatChunk("IDAT", pixels) : formatChunk("fdAT", Buffer.concat([number, pixels])),
    );
  }
  parts.push(formatChunk("IEND", Buffer.alloc(0)));
  const magic = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  return { name, mimeType: "image/png", buffer: Buffer.concat([magic, ...parts]) };
}

/** A moving GIF (GIF89a) of two colours that take turns. */
export function createMovingGif(name: string, side: number, frames: number): ChosenFile {
  const screen = Buffer.from("GIF89a\0\0\0\0\x80\0\0\x20\x60\xc0\xc0\x60\x20", "latin1");
  screen.writeUInt16LE(side, 6);
  screen.writeUInt16LE(side, 8);
  const endless = Buffer.from("\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0", "latin1");
  const pictures = [0, 1].map((colour) => formatGifFrame(side, colour));
  const all = Array.from({ length: frames }, (_, at) => pictures[at % 2] ?? Buffer.alloc(0));
  return {
    name,
    mimeType: "image/gif",
    buffer: Buffer.concat([screen, endless, ...all, Buffer.from([0x3b])]),
  };
}

function formatGifFrame(side: number, colour: number): Buffer {
  // A picture every 20 ms, the fastest that browsers play.
  const control = Buffer.from([0x21, 0xf9, 4, 0, 2, 0, 0, 0]);
  const place = Buffer.alloc(10);
  place[0] = 0x2c;
  place.writeUInt16LE(side, 5);
  place.writeUInt16LE(side, 7);
  const data = packOneColour(side * side, colour);
  const parts: Buffer[] = [];
  for (let at = 0; at < data.length; at += 255) {
    const part = data.subarray(at, at + 255);
    parts.push(Buffer.from([part.length]), part);
  }
  return Buffer.concat([control, place, Buffer.from([2]), ...parts, Buffer.from([0])]);
}

/** LZW of one colour: each code stands for one pixel more than the last, until there are no more (appendix F). */
function packOneColour(pixels: number, colour: number): Buffer {
  const [clear, end, firstRun, noMore] = [4, 5, 6, 4_096];
  const bytes: number[] = [];
  let [bits, held, width, next, left] = [0, 0, 3, firstRun, pixels];
  const put = (code: number): void => {
    held |= code << bits;
    for (bits += width; bits >= 8; bits -= 8) {
      bytes.push(held & 255);
      held >>>= 8;
    }
  };
  while (left > 0) {
    put(clear);
    [width, next] = [3, firstRun];
    put(colour);
    left -= 1;
    for (let run = 2; left > 0 && next < noMore; run += 1) {
      const length = Math.min(run, left);
      // The last run may be shorter: then it has a code already.
      const shorter = length === 1 ? colour : firstRun + length - 2;
      put(length === run ? next : shorter);
      left -= length;
      next += 1;
      if (next === 2 ** width && width < 12) width += 1;
    }
  }
  put(end);
  if (bits > 0) bytes.push(held & 255);
  return Buffer.from(bytes);
}

/** A moving WebP: VP8L says "all pixels are this one" in a few bits, whatever their number. */
export function createMovingWebp(name: string, side: number, frames: number): ChosenFile {
  const extended = Buffer.alloc(10);
  extended[0] = 0x02;
  extended.writeUIntLE(side - 1, 4, 3);
  extended.writeUIntLE(side - 1, 7, 3);
  const pictures = [0x20, 0xc0].map((green) => formatRiff("VP8L", formatOneColour(side, green)));
  const all = Array.from({ length: frames }, (_, at) => {
    const place = Buffer.alloc(16);
    place.writeUIntLE(side - 1, 6, 3);
    place.writeUIntLE(side - 1, 9, 3);
    place.writeUIntLE(20, 12, 3);
    return formatRiff("ANMF", Buffer.concat([place, pictures[at % 2] ?? Buffer.alloc(0)]));
  });
  const parts = [formatRiff("VP8X", extended), formatRiff("ANIM", Buffer.alloc(6)), ...all];
  const body = Buffer.concat([Buffer.from("WEBP", "latin1"), ...parts]);
  return { name, mimeType: "image/webp", buffer: formatRiff("RIFF", body) };
}

function formatRiff(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 0, "latin1");
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

/** WebP lossless: no transforms, five codes with one symbol each, which take no bits at all. */
function formatOneColour(side: number, green: number): Buffer {
  const bits: number[] = [];
  const put = (value: number, count: number): void => {
    for (let at = 0; at < count; at += 1) bits.push((value >> at) & 1);
  };
  put(0x2f, 8);
  put(side - 1, 14);
  put(side - 1, 14);
  put(0, 4);
  put(0, 3);
  for (const symbol of [green, 0x60, 0x60, 255, 0]) {
    put(1, 1);
    put(0, 1);
    put(1, 1);
    put(symbol, 8);
  }
  const bytes = Buffer.alloc(Math.ceil(bits.length / 8));
  bits.forEach((bit, at) => {
    bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (bit << (at & 7));
  });
  return bytes;
}

function formatChunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(content.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

/** One page with a line of text, and a script that would say so if it ran. */
export function createPdf(): Buffer {
  const text = "BT /F1 24 Tf 40 100 Td (Cells and osmosis) Tj ET";
  return Buffer.from(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\('ran'\\))>>>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length ${text.length}>>stream
${text}
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF`);
}
