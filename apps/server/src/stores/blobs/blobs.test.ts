import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeBlobContract } from "./contract.ts";
import { openDiskBlobs } from "./disk.ts";
import { openMemoryBlobs } from "./memory.ts";

const dir = mkdtempSync(join(tmpdir(), "hearth-blobs-"));
afterAll(() => rmSync(dir, { recursive: true }));

let opened = 0;
const newFolder = (): string => join(dir, String(++opened));
const part = "019b0000-0000-7000-8000-00000000000a";
async function* bytes(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}

describeBlobContract("the disk", () => openDiskBlobs(newFolder()));
describeBlobContract("the memory", () => openMemoryBlobs());

test("[FILE1] a part goes on in another process, and its hash is of all of it", async () => {
  const folder = newFolder();
  const before = openDiskBlobs(folder);
  await before.begin(part);
  await before.append(part, bytes("leaf "), 100);
  const after = openDiskBlobs(folder);
  expect(await after.sizeOf(part)).toBe(5);
  await after.append(part, bytes("cells"), 100);
  const hash = new Bun.CryptoHasher("sha256").update("leaf cells").digest("hex");
  expect(await after.digest(part)).toBe(hash);
  // The one that saw only the beginning must not answer from what it remembers.
  expect(await before.digest(part)).toBe(hash);
});

test("[FILE3] only ids and hashes become paths", async () => {
  const folder = newFolder();
  const blobs = openDiskBlobs(folder);
  for (const name of ["../x", "..", "a/b", "C:\\x", "x\0", "", "x".repeat(1_000)]) {
    for (const work of [
      () => blobs.begin(name),
      () => blobs.drop(name),
      () => blobs.remove(name),
      () => blobs.keep(part, name),
    ])
      await expect((async () => work())()).rejects.toThrow(/no name of a/);
    expect(() => blobs.read(name, 0, 1)).toThrow(/no name of a blob/);
  }
  expect(readdirSync(folder, { recursive: true }).sort()).toEqual(["blobs", "parts"]);
});
