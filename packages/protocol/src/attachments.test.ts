import { describe, expect, test } from "bun:test";
import * as v from "valibot";
import { AttachmentSchema, FileNameSchema, MediaTypeSchema } from "./attachments.ts";
import { formatFileName } from "./file-names.ts";

/** Names that must never be taken for a path, a stream or another name. */
const unfit = [
  "",
  " ",
  ".",
  "..",
  "...",
  "../../etc/passwd",
  "..\\..\\boot.ini",
  "/etc/shadow",
  "C:\\Windows\\x",
  "a\u0000.png",
  "a\nb",
  "a\u0085b",
  "photo\u202Egnp.exe",
  "\u2066a\u2069",
  "a\u2028b",
  "lone \uD800",
  "x".repeat(1_000),
  "ಅ".repeat(86),
];
const fit = [
  "photo.jpg",
  "ಫೋಟೋ.jpg",
  "مرحبا.pdf",
  "写真 1.png",
  "CON",
  "a:b",
  ".profile",
  "a'b\"c%20.txt",
  "👩‍👩‍👧.gif",
];

describe("a file's name", () => {
  for (const name of unfit) {
    test(`is not ${JSON.stringify(name.slice(0, 30))}, and is made to fit`, () => {
      expect(v.safeParse(FileNameSchema, name).success).toBe(false);
      expect(v.safeParse(FileNameSchema, formatFileName(name)).success).toBe(true);
    });
  }
  for (const name of fit) {
    test(`in any script stays: ${name}`, () => {
      expect(v.parse(FileNameSchema, name)).toBe(name);
      expect(formatFileName(name)).toBe(name);
    });
  }
  test("that is too long loses its middle, not its ending", () => {
    expect(formatFileName(`${"x".repeat(900)}.tar.gz`)).toEndWith("xx.tar.gz");
  });
});

test("a media type has no parameters, spaces or line breaks", () => {
  for (const type of [
    "text/html; charset=x",
    "image/svg+xml\r\nx: y",
    "IMAGE/PNG",
    "image",
    "a/b/c",
    "/x",
    "",
  ])
    expect(v.safeParse(MediaTypeSchema, type).success).toBe(false);
  expect(v.parse(MediaTypeSchema, "application/vnd.ms-excel")).toBe("application/vnd.ms-excel");
});

test("an attachment names files by their place, and nothing else", () => {
  const good = { file: 1, name: "a.png", type: "image/png", bytes: 3 };
  expect(v.safeParse(AttachmentSchema, good).success).toBe(true);
  for (const more of [
    { file: 0 },
    { file: 41 },
    { file: 1.5 },
    { bytes: -1 },
    { width: 0 },
    { url: "x" },
    { hash: "x" },
  ])
    expect(v.safeParse(AttachmentSchema, { ...good, ...more }).success).toBe(false);
});

test("[FILE15] what an attachment says of itself is bounded", () => {
  const plain = { file: 1, name: "a.webm", type: "audio/webm", bytes: 3 };
  const good = {
    isVoice: true,
    waveform: "0123456789".repeat(6),
    durationMs: 18_000,
    thumbhash: "3OcRJYB4d3h_",
  };
  expect(v.safeParse(AttachmentSchema, { ...plain, ...good }).success).toBe(true);
  for (const more of [
    { waveform: "" },
    { waveform: "1".repeat(65) },
    { waveform: "12a" },
    { waveform: [1, 2] },
    { durationMs: -1 },
    { durationMs: Number.POSITIVE_INFINITY },
    { thumbhash: "x".repeat(35) },
    { thumbhash: "a+b/c===" },
    { isVoice: false },
    { width: 100_001 },
    { alt: "x".repeat(1_001) },
  ])
    expect(v.safeParse(AttachmentSchema, { ...plain, ...more }).success).toBe(false);
});
