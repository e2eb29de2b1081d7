import { Refusal } from "@hearth/protocol";
import type { BlobStore } from "../../core/ports.ts";

/** The same contract without a disk, for tests. Nothing survives it. */
export function openMemoryBlobs(): BlobStore {
  const parts = new Map<string, Uint8Array<ArrayBuffer>>();
  const blobs = new Map<string, Uint8Array<ArrayBuffer>>();
  const bytesOf = (part: string): Uint8Array<ArrayBuffer> => {
    const bytes = parts.get(part);
    if (!bytes) throw new Error(`no part ${part}`);
    return bytes;
  };
  return {
    async begin(part) {
      if (!parts.has(part)) parts.set(part, new Uint8Array());
    },
    sizeOf: async (part) => parts.get(part)?.length,
    async append(part, bytes, maxBytes) {
      for await (const chunk of bytes) {
        const before = bytesOf(part);
        if (before.length + chunk.length > maxBytes) throw new Refusal("file_too_large", { maxBytes });
        parts.set(part, new Uint8Array([...before, ...chunk]));
      }
      return bytesOf(part).length;
    },
    digest: async (part) => new Bun.CryptoHasher("sha256").update(bytesOf(part)).digest("hex"),
    async keep(part, hash) {
      if (!blobs.has(hash)) blobs.set(hash, bytesOf(part));
    },
    async drop(part) {
      parts.delete(part);
    },
    has: async (hash) => blobs.has(hash),
    read: (hash, start, end) => new Blob([blobs.get(hash) ?? new Uint8Array()]).slice(start, end),
    async remove(hash) {
      blobs.delete(hash);
    },
    async *parts() {
      yield* [...parts.keys()];
    },
    async *hashes() {
      yield* [...blobs.keys()];
    },
    space: async () => ({ freeBytes: 1e12, totalBytes: 1e12 }),
  };
}
