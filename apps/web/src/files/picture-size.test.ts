import { describe, expect, test } from "bun:test";
import { isDrawable, maxPixels, readPictureSize } from "./picture-size.ts";

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === "string" ? [...part].map((one) => one.charCodeAt(0)) : [...part],
    ),
  );
const be32 = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);
const be16 = (value: number): number[] => [value >>> 8, value & 255];
const le16 = (value: number): number[] => be16(value).reverse();
const le32 = (value: number): number[] => be32(value).reverse();
const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);

const png = (width: number, height: number) =>
  bytes("\x89PNG\r\n\x1a\n", be32(13), "IHDR", be32(width), be32(height), zeros(5));
const jpeg = (width: number, height: number) =>
  bytes(
    "\xff\xd8\xff\xe1",
    be16(2 + 5_000),
    zeros(5_000),
    "\xff\xff\xff\xc4",
    be16(4),
    zeros(2),
    "\xff\xc2",
    be16(17),
    [8],
    be16(height),
    be16(width),
  );
const gif = (screen: readonly [number, number], frame: readonly [number, number]) =>
  bytes(
    "GIF89a",
    le16(screen[0]),
    le16(screen[1]),
    [0x80, 0, 0],
    zeros(6),
    "\x21\xf9\x04",
    zeros(4),
    [0],
    "\x2c",
    zeros(4),
    le16(frame[0]),
    le16(frame[1]),
    [0],
  );
const webp = (kind: string, body: readonly number[]) => bytes("RIFF", zeros(4), "WEBP", kind, zeros(4), body);

describe("a picture's size is read from its first bytes:", () => {
  const cases: readonly (readonly [name: string, head: Uint8Array, width: number, height: number])[] = [
    ["PNG", png(640, 480), 640, 480],
    ["JPEG behind what a camera says", jpeg(4_000, 3_000), 4_000, 3_000],
    ["GIF", gif([320, 200], [320, 200]), 320, 200],
    ["GIF whose first frame is larger than its screen", gif([1, 1], [20_000, 20_001]), 20_000, 20_001],
    ["WebP", webp("VP8 ", [...zeros(3), 0x9d, 1, 0x2a, ...le16(800), ...le16(600)]), 800, 600],
    ["WebP without loss", webp("VP8L", [0x2f, ...le32((799 | (599 << 14)) >>> 0)]), 800, 600],
    ["WebP with more", webp("VP8X", [...zeros(4), 0x1f, 3, 1, 0x57, 2, 0]), 66_336, 600],
    ["BMP", bytes("BM", zeros(12), le32(40), le32(800), le32(-600)), 800, 600],
    ["BMP of old", bytes("BM", zeros(12), le32(12), le16(800), le16(600)), 800, 600],
    [
      "AVIF, its largest picture",
      bytes(
        be32(24),
        "ftypavif",
        zeros(12),
        "ispe",
        zeros(4),
        be32(64),
        be32(64),
        "ispe",
        zeros(4),
        be32(9_000),
        be32(8_000),
      ),
      9_000,
      8_000,
    ],
  ];
  for (const [name, head, width, height] of cases)
    test(name, () => {
      expect(readPictureSize(head)).toEqual({ width, height });
    });
});

test("what is no picture, or ends before it says, has no size and is not drawn", () => {
  for (const head of [
    bytes(""),
    bytes("<svg>"),
    bytes("GIF89a"),
    png(10, 10).subarray(0, 18),
    jpeg(10, 10).subarray(0, 4_000),
    bytes("\xff\xd8", zeros(100)),
    bytes(be32(24), "ftypavif", zeros(12)),
    webp("VP9 ", zeros(20)),
  ]) {
    expect(readPictureSize(head)).toBeNull();
    expect(isDrawable(head)).toBe(false);
  }
});

test("[FILE17] a picture of more pixels than any camera has is not drawn", () => {
  expect(isDrawable(png(12_000, 9_000))).toBe(true);
  expect(isDrawable(png(20_000, 20_000))).toBe(false);
  expect(isDrawable(png(0xffff_ffff, 0xffff_ffff))).toBe(false);
  expect(isDrawable(png(maxPixels, 1))).toBe(true);
  expect(isDrawable(png(maxPixels + 1, 1))).toBe(false);
});

test("any beginning whatever ends", () => {
  for (let round = 0; round < 2_000; round += 1) {
    const noise = crypto.getRandomValues(new Uint8Array(64));
    noise.set([0xff, 0xd8, 0xff], 0);
    readPictureSize(noise);
    noise.set(bytes("GIF89a"), 0);
    readPictureSize(noise);
  }
});
