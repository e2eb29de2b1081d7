import * as v from "valibot";
import { isFileName } from "./file-names.ts";
import { sizes } from "./limits.ts";

const utf8 = new TextEncoder();
const maxUtf8 = (max: number) => v.check((text: string) => utf8.encode(text).length <= max, "too_large");
/** A file's name as it is shown and offered for saving: one line in any script, never a path. */
export const FileNameSchema = v.pipe(
  v.string(),
  v.maxLength(sizes.maxFileNameBytes),
  v.check(isFileName, "a file name"),
);

/** What the sender's device takes a file for; a reader's server decides what it is served as. */
export const MediaTypeSchema = v.pipe(
  v.string(),
  v.maxLength(100),
  v.regex(/^[a-z0-9][a-z0-9.+-]*\/[a-z0-9][a-z0-9.+-]*$/, "a media type in lower case"),
);

const fileNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(sizes.maxFiles));
const pixels = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000));

/** One file as people see it. `file` and `thumbnail` are places in the message's list of files, from 1. */
export const AttachmentSchema = v.strictObject({
  file: fileNumber,
  name: FileNameSchema,
  type: MediaTypeSchema,
  /** The server writes what it has. */
  bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  width: v.optional(pixels),
  height: v.optional(pixels),
  durationMs: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  /** A small JPEG, PNG or WebP of at most `sizes.maxThumbnailBytes`. */
  thumbnail: v.optional(fileNumber),
  /** A hint of the picture's colours until it is there: a ThumbHash of at most 25 bytes, base64url. */
  thumbhash: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{7,34}$/))),
  /** What a picture shows, in the sender's words. */
  alt: v.optional(v.pipe(v.string(), maxUtf8(sizes.maxAltBytes), v.regex(/^[^\p{Cc}\p{Cs}]*$/u, "one line"))),
  /** Recorded to be heard at once, not a file that happens to be sound. */
  isVoice: v.optional(v.literal(true)),
  /** Loudness over time, 0 to 9 per bar. */
  waveform: v.optional(v.pipe(v.string(), v.regex(/^[0-9]{1,64}$/))),
});
export type Attachment = v.InferOutput<typeof AttachmentSchema>;
