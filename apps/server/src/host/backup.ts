import { closeSync, existsSync, fstatSync, openSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { CommandError, exitCodes, Output, type Task } from "@hearth/terminal";
import { ArchiveWriter } from "./archive/archive-writer.ts";
import { openSnapshot } from "./archive/snapshot.ts";
import { codeOf, explainFailure, needDataFolder } from "./data.ts";
import { formatBytes } from "./format-bytes.ts";
import { spoolName } from "./import/spool.ts";

/** What is of a running process, of an unfinished upload, or copied with more care. */
const leftOut = new Set([
  "lock",
  "pid",
  "hearth.db",
  "hearth.db-wal",
  "hearth.db-shm",
  "files/parts",
  spoolName,
]);

/** `hearth backup FILE`. */
export function createBackup(version: string): Task {
  return async (values) => {
    const folder = needDataFolder(values);
    const file = resolve(values.need("FILE"));
    needPlaceOutside(folder, file);
    const startedAtMs = performance.now();
    try {
      await backUp(folder, file, version);
    } catch (error) {
      throw explainFailure(error);
    }
    const told = { file, bytes: statSync(file).size, tookMs: Math.round(performance.now() - startedAtMs) };
    const text = () => `${file} holds everything: ${formatBytes(told.bytes)}.`;
    await new Output(values.has("json")).write(told, text);
    return exitCodes.done;
  };
}

function needPlaceOutside(folder: string, file: string): void {
  if (!file.startsWith(`${folder}/`)) return;
  throw new CommandError(
    exitCodes.usage,
    "A backup inside the data folder would be lost with it. Choose another place.",
  );
}

/** Whole under its name, or not at all. */
export async function backUp(folder: string, file: string, version: string): Promise<void> {
  const nowMs = Date.now();
  const archive = new ArchiveWriter(file, nowMs);
  try {
    archive.addBytes("backup.json", formatCard(version, nowMs));
    await addDatabase(archive, join(folder, "hearth.db"));
    // After the database: whatever it names is there, unless somebody deleted it meanwhile.
    for (const path of listFiles(folder)) await addFile(archive, folder, path);
    await archive.close();
  } catch (error) {
    await archive.discard();
    throw error;
  }
}

function formatCard(version: string, nowMs: number): Buffer {
  const card = { format: 1, hearth: version, madeAt: new Date(nowMs).toISOString() };
  return Buffer.from(`${JSON.stringify(card)}\n`);
}

async function addDatabase(archive: ArchiveWriter, path: string): Promise<void> {
  const snapshot = openSnapshot(path);
  try {
    await archive.addFile("data/hearth.db", snapshot.fd, snapshot.bytes);
    if (snapshot.log.length > 0) archive.addBytes("data/hearth.db-wal", snapshot.log);
  } finally {
    snapshot.close();
  }
}

async function addFile(archive: ArchiveWriter, folder: string, path: string): Promise<void> {
  const fd = openIfThere(join(folder, path));
  if (fd === null) return;
  try {
    await archive.addFile(`data/${path}`, fd, fstatSync(fd).size);
  } finally {
    closeSync(fd);
  }
}

function openIfThere(path: string): number | null {
  try {
    return openSync(path, "r");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

/** Paths below the folder, in an order that is always the same. */
function* listFiles(folder: string, below = ""): Generator<string> {
  const path = join(folder, below);
  if (!existsSync(path)) return;
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const inside = below === "" ? entry.name : `${below}/${entry.name}`;
    if (leftOut.has(inside)) continue;
    if (entry.isDirectory()) yield* listFiles(folder, inside);
    else if (entry.isFile()) yield inside;
  }
}
