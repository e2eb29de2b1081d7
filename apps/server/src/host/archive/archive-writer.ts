import { closeSync, fdatasync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { Sums } from "./sums.ts";
import { syncFolder } from "./sync-folder.ts";
import { blockBytes, formatTarHeader } from "./tar-header.ts";

/** Small enough to be still in the processor's cache between reading, summing and writing. */
const chunkBytes = 256 * 1024;
/** Flushed in small parts, so that a commit of the running server never waits behind a whole backup. */
const flushBytes = 16 * chunkBytes;

const flush = promisify(fdatasync);

/** How the sum of one file comes about. */
interface Summing {
  /** After it was written. */
  add(part: Uint8Array): void;
  finish(): Promise<string> | string;
}

class OwnSum implements Summing {
  readonly #hasher = new Bun.CryptoHasher("sha256");
  add(part: Uint8Array): void {
    this.#hasher.update(part);
  }
  finish(): string {
    return this.#hasher.digest("hex");
  }
}

/** Where the checksums stand: `sha256sum -c` reads it, too. */
export const sumsPath = "SHA256SUMS";

/** Writes a tar whose last entry names the SHA-256 of every other. It gets its name when it is whole. */
export class ArchiveWriter {
  readonly #path: string;
  readonly #partPath: string;
  readonly #fd: number;
  readonly #nowMs: number;
  readonly #lines: string[] = [];
  #sums: Sums | null = null;
  #writtenBytes = 0;
  #unflushedBytes = 0;
  /** One part is flushed while the next is read and summed. */
  #flushed: Promise<void> = Promise.resolve();

  constructor(path: string, nowMs: number) {
    this.#path = path;
    this.#partPath = `${path}.part`;
    this.#nowMs = nowMs;
    // Whatever an earlier try left there is replaced; the secrets in it are for its owner alone.
    rmSync(this.#partPath, { force: true });
    this.#fd = openSync(this.#partPath, "wx", 0o600);
  }

  addBytes(path: string, content: Uint8Array): void {
    this.#begin(path, content.length);
    this.#write(content);
    this.#finish(path, content.length, new Bun.CryptoHasher("sha256").update(content).digest("hex"));
  }

  /** Exactly `bytes` of an open file: what it lacks is filled with zeros, what grew is left out. */
  async addFile(path: string, fd: number, bytes: number): Promise<void> {
    this.#begin(path, bytes);
    const summing = bytes < flushBytes ? new OwnSum() : this.#otherSum();
    const chunk = Buffer.alloc(Math.min(chunkBytes, bytes));
    for (let at = 0; at < bytes; at += chunk.length) {
      const part = chunk.subarray(0, Math.min(chunk.length, bytes - at));
      part.fill(0, readSync(fd, part, 0, part.length, at));
      this.#write(part);
      summing.add(part);
      if (this.#unflushedBytes >= flushBytes) await this.#flush();
    }
    this.#finish(path, bytes, await summing.finish());
  }

  /** Copying a large file and summing it take as long as each other: they are done at the same time. */
  #otherSum(): Summing {
    this.#sums ??= new Sums(this.#partPath);
    const sums = this.#sums;
    let summed = this.#writtenBytes;
    const tell = (): void => {
      sums.add(summed, this.#writtenBytes);
      summed = this.#writtenBytes;
    };
    return {
      add: () => {
        if (this.#writtenBytes - summed >= flushBytes) tell();
      },
      finish: () => {
        tell();
        return sums.finish();
      },
    };
  }

  /** On disk, under its name. */
  async close(): Promise<void> {
    this.#sums?.close();
    await this.#flushed;
    const sums = Buffer.from(this.#lines.join(""));
    this.#begin(sumsPath, sums.length);
    this.#write(sums);
    this.#pad(sums.length);
    this.#write(Buffer.alloc(2 * blockBytes));
    fsyncSync(this.#fd);
    closeSync(this.#fd);
    renameSync(this.#partPath, this.#path);
    syncFolder(dirname(this.#path));
  }

  async discard(): Promise<void> {
    this.#sums?.close();
    await this.#flushed.catch(() => undefined);
    closeSync(this.#fd);
    rmSync(this.#partPath, { force: true });
  }

  #begin(path: string, bytes: number): void {
    this.#write(formatTarHeader({ path, bytes }, this.#nowMs));
  }

  #finish(path: string, bytes: number, sum: string): void {
    this.#pad(bytes);
    this.#lines.push(`${sum}  ${path}\n`);
  }

  #pad(bytes: number): void {
    const over = bytes % blockBytes;
    if (over > 0) this.#write(Buffer.alloc(blockBytes - over));
  }

  #write(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#fd, bytes, done, bytes.length - done);
    this.#unflushedBytes += bytes.length;
    this.#writtenBytes += bytes.length;
  }

  async #flush(): Promise<void> {
    await this.#flushed;
    this.#flushed = flush(this.#fd);
    this.#unflushedBytes = 0;
  }
}
