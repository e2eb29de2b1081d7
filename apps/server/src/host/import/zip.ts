import { closeSync, createReadStream, fstatSync, openSync, readSync } from "node:fs";
import { crc32, createInflateRaw } from "node:zlib";
import type { Source, SourceFile } from "./source.ts";

/** The archive is damaged, or uses what is not read here; `message` is a sentence without its end. */
export class ZipError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ZipError";
  }
}

/* PKWARE's APPNOTE.TXT 6.3: sections 4.3.7 (local header), 4.3.12 (directory), 4.3.14 to 4.3.16 (its end). */
const endBytes = 22;
const maxCommentBytes = 65_535;
const localHeaderBytes = 30;
const signatures = { end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50, entry: 0x02014b50 } as const;
const unknown32 = 0xffffffff;

interface ZipEntry {
  readonly path: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly crc: number;
  readonly headerAt: number;
}

/** Reads the directory at the end; contents are unpacked as they are read, in little memory. */
export function openZip(path: string): Source {
  const fd = openSync(path, "r");
  try {
    const files = [...readDirectory(fd, path)]
      .filter((entry) => !entry.path.endsWith("/"))
      .map(
        (entry): SourceFile => ({
          path: entry.path,
          bytes: entry.bytes,
          read: () => unpack(fd, path, entry),
        }),
      )
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    return { above: "", files: new Map(files.map((file) => [file.path, file])), close: () => closeSync(fd) };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function* readDirectory(fd: number, path: string): Generator<ZipEntry> {
  const { at, bytes } = findDirectory(fd, path);
  const directory = readAt(fd, at, bytes);
  for (let place = 0; place + 46 <= directory.length; ) {
    if (directory.readUInt32LE(place) !== signatures.entry)
      throw new ZipError(`${path} has a damaged directory`);
    const [name, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(place + field));
    const end = place + 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
    yield parseEntry(directory.subarray(place, end), name ?? 0, extra ?? 0);
    place = end;
  }
}

function parseEntry(entry: Buffer, nameBytes: number, extraBytes: number): ZipEntry {
  const flags = entry.readUInt16LE(8);
  const name = entry.subarray(46, 46 + nameBytes);
  const extra = entry.subarray(46 + nameBytes, 46 + nameBytes + extraBytes);
  const [bytes, packedBytes, headerAt] = read64(
    [entry.readUInt32LE(24), entry.readUInt32LE(20), entry.readUInt32LE(42)],
    extra,
  );
  return {
    path: new TextDecoder((flags & 0x800) === 0 && !isUtf8(name) ? "latin1" : "utf-8").decode(name),
    method: entry.readUInt16LE(10),
    isEncrypted: (flags & 1) === 1,
    crc: entry.readUInt32LE(16),
    bytes,
    packedBytes,
    headerAt,
  };
}

/** Numbers that do not fit into 32 bits stand in the extra field 1, in this order (4.5.3). */
function read64(plain: readonly [number, number, number], extra: Buffer): readonly [number, number, number] {
  let wide: Buffer = Buffer.alloc(0);
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === 1) wide = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
  }
  let place = 0;
  const widen = (number: number): number => {
    if (number !== unknown32 || place + 8 > wide.length) return number;
    place += 8;
    return Number(wide.readBigUInt64LE(place - 8));
  };
  return [widen(plain[0]), widen(plain[1]), widen(plain[2])];
}

function isUtf8(bytes: Uint8Array): boolean {
  return !new TextDecoder().decode(bytes).includes("\uFFFD");
}

function findDirectory(fd: number, path: string): { readonly at: number; readonly bytes: number } {
  const size = fstatSync(fd).size;
  const tailAt = Math.max(0, size - endBytes - maxCommentBytes);
  const tail = readAt(fd, tailAt, size - tailAt);
  for (let at = tail.length - endBytes; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== signatures.end) continue;
    const [bytes, start] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
    return start === unknown32 || bytes === unknown32
      ? findDirectory64(fd, path, tailAt + at)
      : { at: start, bytes };
  }
  throw new ZipError(`${path} is not a zip archive, or it was cut off`);
}

function findDirectory64(
  fd: number,
  path: string,
  endAt: number,
): { readonly at: number; readonly bytes: number } {
  const locator = readAt(fd, endAt - 20, 20);
  const isThere = locator.length === 20 && locator.readUInt32LE(0) === signatures.locator64;
  const end = isThere ? readAt(fd, Number(locator.readBigUInt64LE(8)), 56) : Buffer.alloc(0);
  if (end.length < 56 || end.readUInt32LE(0) !== signatures.end64)
    throw new ZipError(`${path} has a damaged directory`);
  return { at: Number(end.readBigUInt64LE(48)), bytes: Number(end.readBigUInt64LE(40)) };
}

async function* unpack(fd: number, path: string, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted) throw new ZipError("it is encrypted");
  if (entry.method !== 0 && entry.method !== 8) throw new ZipError("it is packed in a way that is not known");
  const header = readAt(fd, entry.headerAt, localHeaderBytes);
  if (header.length < localHeaderBytes) throw new ZipError("it is cut off");
  const start = entry.headerAt + localHeaderBytes + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (entry.packedBytes === 0) return;
  const packed = createReadStream(path, { start, end: start + entry.packedBytes - 1 });
  yield* checked(entry.method === 8 ? inflate(packed) : packed, entry);
}

function inflate(packed: NodeJS.ReadableStream): AsyncIterable<Uint8Array> {
  const unpacked = createInflateRaw();
  // A pipe passes bytes on, never the disk's errors.
  packed.once("error", (error) => unpacked.destroy(error));
  return packed.pipe(unpacked);
}

/** What comes out longer than it says is cut there: a small archive must not fill a disk. */
async function* checked(stream: AsyncIterable<Uint8Array>, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  let [crc, bytes] = [0, 0];
  try {
    for await (const chunk of stream) {
      bytes += chunk.length;
      if (bytes > entry.bytes) break;
      crc = crc32(chunk, crc);
      yield chunk;
    }
  } catch (error) {
    throw new ZipError(`it is damaged (${error instanceof Error ? error.message : String(error)})`);
  }
  if (bytes !== entry.bytes || crc !== entry.crc) throw new ZipError("it is damaged");
}

function readAt(fd: number, at: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(Math.max(0, bytes));
  return buffer.subarray(0, readSync(fd, buffer, 0, buffer.length, Math.max(0, at)));
}
