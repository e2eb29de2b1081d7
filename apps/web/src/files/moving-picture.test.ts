import { describe, expect, test } from "bun:test";
import { createBomb, createMovingGif, createMovingPng, createMovingWebp } from "../../test/pictures.ts";
import { isMoving } from "./moving-picture.ts";
import { headBytes, readPictureSize } from "./picture-size.ts";

const moving = {
  GIF: (frames: number) => createMovingGif("a.gif", 50, frames),
  PNG: (frames: number) => createMovingPng("a.png", 50, frames),
  WebP: (frames: number) => createMovingWebp("a.webp", 50, frames),
};

describe("[FILE18] a picture that moves says so in its first bytes:", () => {
  for (const [format, create] of Object.entries(moving)) {
    test(`${format}, of two pictures and of thousands`, () => {
      for (const frames of [2, 3_000]) {
        const head = create(frames).buffer.subarray(0, headBytes);
        expect(readPictureSize(head)).toEqual({ width: 50, height: 50 });
        expect(isMoving(head)).toBe(true);
      }
    });

    test(`${format} that ends before it says may move`, () => {
      const head = create(2).buffer;
      for (let length = 16; length < 40; length += 1) {
        const known = readPictureSize(head.subarray(0, length));
        if (known) expect(isMoving(head.subarray(0, length))).toBe(true);
      }
    });
  }

  test("a comment in front of it hides nothing", () => {
    const gif = createMovingGif("a.gif", 50, 2).buffer;
    const comment = Buffer.concat([Buffer.from([0x21, 0xfe]), Buffer.from([3, 1, 2, 3]), Buffer.from([0])]);
    expect(isMoving(Buffer.concat([gif.subarray(0, 19), comment, gif.subarray(19)]))).toBe(true);
    const long = Buffer.concat(
      Array.from({ length: 2_200 }, () => Buffer.concat([Buffer.from([255]), Buffer.alloc(255)])),
    );
    const hidden = Buffer.concat([
      gif.subarray(0, 19),
      Buffer.from([0x21, 0xfe]),
      long,
      Buffer.from([0]),
      gif.subarray(19),
    ]);
    expect(isMoving(hidden.subarray(0, headBytes))).toBe(true);
  });

  test("a still picture does not", () => {
    expect(isMoving(createMovingGif("a.gif", 50, 1).buffer)).toBe(false);
    expect(isMoving(createBomb("a.png", 64).buffer)).toBe(false);
    expect(isMoving(Buffer.from("\xff\xd8\xff\xe0", "latin1"))).toBe(false);
    expect(isMoving(Buffer.from("\0\0\0\x18ftypavif\0\0\0\0mif1avif", "latin1"))).toBe(false);
    expect(isMoving(Buffer.from("\0\0\0\x18ftypavis\0\0\0\0msf1avis", "latin1"))).toBe(true);
  });
});
