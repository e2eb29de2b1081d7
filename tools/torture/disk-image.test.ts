import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cutPower, keepImage } from "./disk-image.ts";

let dir: string;
const at = (...parts: string[]): string => join(dir, ...parts);
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "hearth-image-"));
  mkdirSync(at("data"));
  mkdirSync(at("image"));
});
afterEach(() => rmSync(dir, { recursive: true }));

function record(what: "w" | "t" | "f", place: number, text = ""): Buffer {
  const head = Buffer.alloc(16);
  head.write(`${what}w`);
  head.writeUInt32LE(text.length, 4);
  head.writeBigInt64LE(BigInt(place), 8);
  return Buffer.concat([head, Buffer.from(text)]);
}

function cut(records: readonly Buffer[], random: () => number): { lost: number; text: string } {
  writeFileSync(at("data/hearth.db-wal"), "before");
  keepImage(at("data"), at("image"));
  writeFileSync(at("data/hearth.db-wal"), "whatever the process wrote");
  writeFileSync(at("log"), Buffer.concat(records));
  const lost = cutPower({ dataDir: at("data"), imageDir: at("image"), logPath: at("log"), random });
  return { lost, text: readFileSync(at("data/hearth.db-wal"), "utf8") };
}

test("what was flushed survives a power cut, what was not may be gone", () => {
  const records = [record("w", 0, "AB"), record("f", 0), record("w", 2, "CD"), record("t", 3)];
  expect(cut(records, () => 0)).toEqual({ lost: 2, text: "ABfore" });
});

test("what was not flushed may be there, too, and a record that was cut off is not", () => {
  const records = [record("w", 0, "AB"), record("w", 2, "CD"), record("w", 4, "EF").subarray(0, 17)];
  // The second number chooses, for this file, that nearly all survive; the others, that these do, whole.
  const numbers = [0, 0.99, 0, 0, 0, 0];
  expect(cut(records, () => numbers.shift() ?? 0)).toEqual({ lost: 0, text: "ABCDre" });
});
