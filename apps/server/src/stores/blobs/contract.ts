import { beforeEach, describe, expect, test } from "bun:test";
import type { BlobStore } from "../../core/ports.ts";

const partA = "019b0000-0000-7000-8000-00000000000a";
const partB = "019b0000-0000-7000-8000-00000000000b";
const utf8 = new TextEncoder();

async function* bytesOf(...texts: readonly string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield utf8.encode(text);
}
async function* brokenAfter(text: string): AsyncIterable<Uint8Array> {
  yield utf8.encode(text);
  throw new Error("the line is dead");
}
async function listOf(names: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const name of names) all.push(name);
  return all.sort();
}
const hashOf = (text: string): string => new Bun.CryptoHasher("sha256").update(text).digest("hex");

/** What every store of files must do. `openBlobs` gives an empty one. */
export function describeBlobContract(name: string, openBlobs: () => BlobStore): void {
  describe(`${name} keeps the contract of blob stores:`, () => {
    let blobs: BlobStore;
    const textOf = async (hash: string, start: number, end: number): Promise<string> =>
      new Response(blobs.read(hash, start, end)).text();

    beforeEach(() => {
      blobs = openBlobs();
    });

    test("[FILE1] a part grows where it ended, and knows its size and hash", async () => {
      expect(await blobs.sizeOf(partA)).toBeUndefined();
      await blobs.begin(partA);
      expect(await blobs.sizeOf(partA)).toBe(0);
      expect(await blobs.append(partA, bytesOf("leaf ", "cells"), 100)).toBe(10);
      await blobs.begin(partA);
      expect(await blobs.append(partA, bytesOf("!"), 100)).toBe(11);
      expect(await blobs.digest(partA)).toBe(hashOf("leaf cells!"));
      await blobs.begin(partB);
      expect(await blobs.digest(partB)).toBe(hashOf(""));
    });

    test("[FILE1] what came before a line broke is kept", async () => {
      await blobs.begin(partA);
      await expect(blobs.append(partA, brokenAfter("leaf "), 100)).rejects.toThrow("the line is dead");
      expect(await blobs.sizeOf(partA)).toBe(5);
      await blobs.append(partA, bytesOf("cells"), 100);
      expect(await blobs.digest(partA)).toBe(hashOf("leaf cells"));
    });

    test("[FILE1] a part never grows past what was announced", async () => {
      await blobs.begin(partA);
      await expect(blobs.append(partA, bytesOf("12345", "6"), 5)).rejects.toThrow("file_too_large");
      expect(await blobs.sizeOf(partA)).toBe(5);
    });

    test("[FILE2] a kept part is a blob under its hash, once, and outlives its part", async () => {
      const hash = hashOf("leaf cells");
      for (const part of [partA, partB]) {
        await blobs.begin(part);
        await blobs.append(part, bytesOf("leaf cells"), 100);
        expect(await blobs.has(hash)).toBe(part === partB);
        await blobs.keep(part, hash);
        await blobs.keep(part, hash);
        expect(await blobs.sizeOf(part)).toBe(10);
        await blobs.drop(part);
      }
      expect(await listOf(blobs.parts())).toEqual([]);
      expect(await listOf(blobs.hashes())).toEqual([hash]);
      expect(await textOf(hash, 0, 10)).toBe("leaf cells");
      expect(await textOf(hash, 5, 9)).toBe("cell");
    });

    test("parts and blobs are listed, and gone when they are removed; removing again changes nothing", async () => {
      await blobs.begin(partA);
      await blobs.begin(partB);
      await blobs.keep(partA, hashOf(""));
      expect(await listOf(blobs.parts())).toEqual([partA, partB]);
      for (const _ of [1, 2]) {
        await blobs.drop(partA);
        await blobs.drop(partB);
        await blobs.remove(hashOf(""));
      }
      expect([...(await listOf(blobs.parts())), ...(await listOf(blobs.hashes()))]).toEqual([]);
      expect([await blobs.has(hashOf("")), await blobs.sizeOf(partA)]).toEqual([false, undefined]);
    });

    test("it knows what room is left", async () => {
      const { freeBytes, totalBytes } = await blobs.space();
      expect(freeBytes).toBeGreaterThan(0);
      expect(totalBytes).toBeGreaterThanOrEqual(freeBytes);
    });
  });
}
