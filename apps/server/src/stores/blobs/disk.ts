import { mkdirSync } from "node:fs";
import {
  copyFile,
  type FileHandle,
  link,
  mkdir,
  open,
  opendir,
  rename,
  rm,
  stat,
  statfs,
} from "node:fs/promises";
import { join } from "node:path";
import { Refusal, Unavailable } from "@hearth/protocol";
import type { BlobStore } from "../../core/ports.ts";
import { RunningHashes } from "./running-hashes.ts";

/** Nothing else is ever made a path of: what people call their files stays in the database. */
const partName = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const hashName = /^[0-9a-f]{64}$/;

/** Keeps parts in `parts/` and blobs in `blobs/`, below `folder`, which is made when it is not there. */
export function openDiskBlobs(folder: string): BlobStore {
  for (const name of ["parts", "blobs"]) mkdirSync(join(folder, name), { recursive: true, mode: 0o700 });
  return new DiskBlobs(folder);
}

class DiskBlobs implements BlobStore {
  readonly #folder: string;
  readonly #hashes = new RunningHashes();

  constructor(folder: string) {
    this.#folder = folder;
  }

  begin(part: string): Promise<void> {
    return orUnavailable(async () => {
      await (await open(this.#partPath(part), "a", 0o600)).close();
      await syncFolder(join(this.#folder, "parts"));
    });
  }

  sizeOf(part: string): Promise<number | undefined> {
    return sizeAt(this.#partPath(part));
  }

  append(part: string, bytes: AsyncIterable<Uint8Array>, maxBytes: number): Promise<number> {
    return orUnavailable(async () => {
      const file = await open(this.#partPath(part), "r+");
      try {
        return await this.#appendTo(file, part, bytes, maxBytes);
      } finally {
        await file.close();
      }
    });
  }

  async #appendTo(
    file: FileHandle,
    part: string,
    bytes: AsyncIterable<Uint8Array>,
    maxBytes: number,
  ): Promise<number> {
    let { size } = await file.stat();
    try {
      for await (const chunk of bytes) {
        if (size + chunk.length > maxBytes) throw new Refusal("file_too_large", { maxBytes });
        await writeAll(file, chunk, size);
        this.#hashes.add(part, chunk, size);
        size += chunk.length;
      }
    } finally {
      await file.datasync();
    }
    return size;
  }

  async digest(part: string): Promise<string> {
    const path = this.#partPath(part);
    const known = this.#hashes.digest(part, (await sizeAt(path)) ?? 0);
    if (known !== undefined) return known;
    const hasher = new Bun.CryptoHasher("sha256");
    for await (const chunk of Bun.file(path).stream()) hasher.update(chunk);
    return hasher.digest("hex");
  }

  keep(part: string, hash: string): Promise<void> {
    return orUnavailable(async () => {
      const path = this.#blobPath(hash);
      const folder = join(path, "..");
      await mkdir(folder, { recursive: true, mode: 0o700 });
      if ((await sizeAt(path)) === undefined) await linkOrCopy(this.#partPath(part), path);
      await syncFolder(folder);
      await syncFolder(join(folder, ".."));
    });
  }

  async drop(part: string): Promise<void> {
    this.#hashes.forget(part);
    await rm(this.#partPath(part), { force: true });
  }

  async has(hash: string): Promise<boolean> {
    return (await sizeAt(this.#blobPath(hash))) !== undefined;
  }

  read(hash: string, start: number, end: number): Blob {
    return Bun.file(this.#blobPath(hash)).slice(start, end);
  }

  async remove(hash: string): Promise<void> {
    await rm(this.#blobPath(hash), { force: true });
  }

  async *parts(): AsyncIterable<string> {
    for await (const { name } of await opendir(join(this.#folder, "parts")))
      if (partName.test(name)) yield name;
  }

  async *hashes(): AsyncIterable<string> {
    // What a stop left of a copy is nobody's.
    for await (const { name } of await opendir(join(this.#folder, "blobs"), { recursive: true }))
      if (name.endsWith(".copy"))
        await rm(join(this.#folder, "blobs", name.slice(0, 2), name), { force: true });
      else if (hashName.test(name)) yield name;
  }

  async space(): Promise<{ readonly freeBytes: number; readonly totalBytes: number }> {
    const { bavail, blocks, bsize } = await statfs(this.#folder);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  }

  #partPath(part: string): string {
    if (!partName.test(part)) throw new Error(`no name of a part: ${part}`);
    return join(this.#folder, "parts", part);
  }

  #blobPath(hash: string): string {
    if (!hashName.test(hash)) throw new Error(`no name of a blob: ${hash}`);
    return join(this.#folder, "blobs", hash.slice(0, 2), hash);
  }
}

async function sizeAt(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ size }) => size,
    () => undefined,
  );
}

async function writeAll(file: FileHandle, chunk: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < chunk.length; )
    done += (await file.write(chunk, done, chunk.length - done, at + done)).bytesWritten;
}

/** A second name for the same bytes; file systems that have none (exFAT) get a copy, whole before it has its name. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!isCode(error, ["EPERM", "ENOTSUP", "EOPNOTSUPP", "EXDEV", "EMLINK", "ENOSYS"])) throw error;
    const copy = `${to}.copy`;
    await copyFile(from, copy);
    const file = await open(copy, "r+");
    await file.sync().finally(() => file.close());
    await rename(copy, to);
  }
}

/** A name is on disk when its folder is. */
async function syncFolder(path: string): Promise<void> {
  // Windows opens no folders; NTFS writes their changes to its log by itself.
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  await folder.sync().finally(() => folder.close());
}

async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isCode(error, ["ENOSPC", "EDQUOT"])) throw new Unavailable("disk_full", { cause: error });
    if (isCode(error, ["EROFS", "EIO", "EACCES", "EMFILE", "ENFILE"]))
      throw new Unavailable("unavailable", { cause: error });
    throw error;
  }
}

function isCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}
