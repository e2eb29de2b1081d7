import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeZip } from "../../../test/imports/zip-file.ts";
import { openZip, ZipError } from "./zip.ts";

const dir = mkdtempSync(join(tmpdir(), "hearth-zip-"));
const path = join(dir, "a.zip");
const large = "much of the same ".repeat(50_000);
writeZip(
  path,
  new Map([
    ["b/large.txt", large],
    ["a/ಕನ್ನಡ.txt", "short"],
    ["empty", ""],
  ]),
);
afterAll(() => rmSync(dir, { recursive: true }));

async function textOf(pieces: AsyncIterable<Uint8Array> | undefined): Promise<string> {
  return Buffer.concat(await Array.fromAsync(pieces ?? [])).toString();
}

test("files come unpacked, under their names in any script", async () => {
  const zip = openZip(path);
  expect([...zip.files.keys()]).toEqual(["a/ಕನ್ನಡ.txt", "b/large.txt", "empty"]);
  expect(await textOf(zip.files.get("b/large.txt")?.read())).toBe(large);
  expect(await textOf(zip.files.get("a/ಕನ್ನಡ.txt")?.read())).toBe("short");
  expect(await textOf(zip.files.get("empty")?.read())).toBe("");
  expect(zip.files.get("b/large.txt")?.bytes).toBe(large.length);
  zip.close();
});

test("damage is found, wherever it is", async () => {
  const whole = readFileSync(path);
  for (const at of [60, 100, 200]) {
    const spoilt = Buffer.from(whole);
    spoilt[at] = (spoilt[at] ?? 0) ^ 0xff;
    writeFileSync(join(dir, "spoilt.zip"), spoilt);
    const zip = openZip(join(dir, "spoilt.zip"));
    await expect(textOf(zip.files.get("b/large.txt")?.read())).rejects.toThrow(ZipError);
    zip.close();
  }
  writeFileSync(join(dir, "cut.zip"), whole.subarray(0, -30));
  expect(() => openZip(join(dir, "cut.zip"))).toThrow(ZipError);
  writeFileSync(join(dir, "none.zip"), "no archive at all");
  expect(() => openZip(join(dir, "none.zip"))).toThrow(ZipError);
});
