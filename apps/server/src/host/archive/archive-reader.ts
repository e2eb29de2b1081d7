import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { sumsPath } from "./archive-writer.ts";
import { blockBytes, parseTarHeader, TarError } from "./tar-header.ts";

const chunkBytes = 1024 * 1024;
const maxSumsBytes = 256 * 1024 * 1024;

/** Takes the content of one entry, piece by piece; the pieces are only lent. */
export interface Taker {
  readonly take: (piece: Uint8Array) => void;
  readonly end: () => void;
}

/**
 * Reads an archive from its first byte to its last and compares every checksum. `open` chooses where an
 * entry's content goes. Throws `TarError` when anything is missing, damaged or not named by the checksums.
 */
export function readArchive(path: string, open: (path: string) => Taker): readonly string[] {
  const fd = openSync(path, "r");
  try {
    return new ArchiveReader(fd).read(open);
  } finally {
    closeSync(fd);
  }
}

class ArchiveReader {
  readonly #fd: number;
  readonly #bytes: number;
  readonly #chunk = Buffer.alloc(chunkBytes);
  #at = 0;

  constructor(fd: number) {
    this.#fd = fd;
    this.#bytes = fstatSync(fd).size;
  }

  read(open: (path: string) => Taker): readonly string[] {
    const found = new Map<string, string>();
    for (let entry = this.#header(); entry !== null; entry = this.#header()) {
      if (this.#at + entry.bytes > this.#bytes) throw new TarError();
      if (entry.path === sumsPath) {
        compare(found, this.#text(entry.bytes));
        return [...found.keys()];
      }
      const taker = open(entry.path);
      found.set(entry.path, this.#content(entry.bytes, taker.take));
      taker.end();
    }
    // Its checksums come last: without them it is not whole.
    throw new TarError();
  }

  #header() {
    return parseTarHeader(this.#read(blockBytes));
  }

  #content(bytes: number, take: Taker["take"]): string {
    const hasher = new Bun.CryptoHasher("sha256");
    for (let left = bytes; left > 0; ) {
      const piece = this.#read(Math.min(left, chunkBytes));
      hasher.update(piece);
      take(piece);
      left -= piece.length;
    }
    this.#at += (blockBytes - (bytes % blockBytes)) % blockBytes;
    return hasher.digest("hex");
  }

  #text(bytes: number): string {
    if (bytes > maxSumsBytes) throw new TarError();
    const pieces: Buffer[] = [];
    this.#content(bytes, (piece) => void pieces.push(Buffer.from(piece)));
    return Buffer.concat(pieces).toString("utf8");
  }

  #read(bytes: number): Buffer {
    const piece = this.#chunk.subarray(0, bytes);
    for (let done = 0; done < bytes; ) {
      const read = readSync(this.#fd, piece, done, bytes - done, this.#at + done);
      if (read === 0) throw new TarError();
      done += read;
    }
    this.#at += bytes;
    return piece;
  }
}

function compare(found: ReadonlyMap<string, string>, sums: string): void {
  const wanted = new Map(
    sums
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => [line.slice(66), line.slice(0, 64)] as const),
  );
  if (wanted.size !== found.size) throw new TarError();
  for (const [path, sum] of found) if (wanted.get(path) !== sum) throw new TarError();
}
