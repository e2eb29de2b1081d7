import {
  closeSync,
  copyFileSync,
  existsSync,
  ftruncateSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

const headBytes = 16;
const sectorBytes = 512;

const names = { d: "hearth.db", w: "hearth.db-wal" } as const;
type FileKey = keyof typeof names;

type Change =
  | { readonly what: "write"; readonly at: number; readonly bytes: Buffer }
  | { readonly what: "truncate"; readonly length: number };

type Entry = { readonly file: FileKey } & (Change | { readonly what: "flush" });

/** Keeps the database as it is now, for `cutPower` to begin from. */
export function keepImage(dataDir: string, imageDir: string): void {
  for (const name of Object.values(names)) {
    rmSync(join(imageDir, name), { force: true });
    if (existsSync(join(dataDir, name))) copyFileSync(join(dataDir, name), join(imageDir, name));
  }
}

/**
 * Puts into `dataDir` what a disk would hold after a power cut: the kept image, everything that was flushed since,
 * and of each file's other writes none, some, or some sectors, as `random` has it. Gives how many were lost.
 */
export function cutPower(options: {
  readonly dataDir: string;
  readonly imageDir: string;
  readonly logPath: string;
  readonly random: () => number;
}): number {
  const { dataDir, imageDir, logPath, random } = options;
  const files = { d: openImage(imageDir, "d"), w: openImage(imageDir, "w") };
  const unsure: Record<FileKey, Change[]> = { d: [], w: [] };
  for (const entry of existsSync(logPath) ? readLog(readFileSync(logPath)) : []) {
    if (entry.what !== "flush") unsure[entry.file].push(entry);
    else for (const change of unsure[entry.file].splice(0)) apply(files[entry.file], change);
  }
  let lost = 0;
  for (const file of ["d", "w"] as const) {
    lost += survive(files[file], unsure[file], random);
    closeSync(files[file]);
    copyFileSync(join(imageDir, names[file]), join(dataDir, names[file]));
  }
  // Shared memory is no file of the disk.
  rmSync(join(dataDir, "hearth.db-shm"), { force: true });
  return lost;
}

function openImage(imageDir: string, file: FileKey): number {
  const path = join(imageDir, names[file]);
  return openSync(path, existsSync(path) ? "r+" : "w+");
}

function apply(fd: number, change: Change): void {
  if (change.what === "truncate") ftruncateSync(fd, change.length);
  else writeSync(fd, change.bytes, 0, change.bytes.length, change.at);
}

/** A cache of the disk writes back in any order, and stops anywhere. */
function survive(fd: number, changes: readonly Change[], random: () => number): number {
  const share = [0, 0.5, 0.9][Math.floor(random() * 3)] ?? 0;
  let lost = 0;
  for (const change of changes) {
    if (random() >= share) lost += 1;
    else if (change.what === "truncate" || random() < 0.7) apply(fd, change);
    else tear(fd, change.at, change.bytes, random);
  }
  return lost;
}

function tear(fd: number, at: number, bytes: Buffer, random: () => number): void {
  for (let start = 0; start < bytes.length; start += sectorBytes) {
    const sector = bytes.subarray(start, start + sectorBytes);
    if (random() < 0.5) writeSync(fd, sector, 0, sector.length, at + start);
  }
}

/** The last record may be cut off where the process ended. */
export function* readLog(log: Buffer): Generator<Entry> {
  for (let at = 0; at + headBytes <= log.length; ) {
    const what = String.fromCharCode(log[at] ?? 0);
    const file = String.fromCharCode(log[at + 1] ?? 0) as FileKey;
    const length = log.readUInt32LE(at + 4);
    const place = Number(log.readBigInt64LE(at + 8));
    const end = at + headBytes + length;
    if (end > log.length) return;
    if (what === "w") yield { file, what: "write", at: place, bytes: log.subarray(at + headBytes, end) };
    else if (what === "t") yield { file, what: "truncate", length: place };
    else if (what === "f") yield { file, what: "flush" };
    else throw new Error(`a log of the disk holds no "${what}"`);
    at = end;
  }
}
