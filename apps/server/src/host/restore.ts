import { Database } from "bun:sqlite";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { exitCodes, Output, type Task } from "@hearth/terminal";
import { readArchive, type Taker } from "./archive/archive-reader.ts";
import { syncFolder } from "./archive/sync-folder.ts";
import { TarError } from "./archive/tar-header.ts";
import { explainFailure, failed, readHostConfig } from "./data.ts";

/** `hearth restore FILE`. */
export function createRestore(): Task {
  return async (values) => {
    const file = resolve(values.need("FILE"));
    const folder = resolve(readHostConfig(values).data);
    needEmpty(folder);
    try {
      restore(file, folder);
    } catch (error) {
      throw error instanceof TarError ? failed(describeDamage(file)) : explainFailure(error);
    }
    const text = () => `The community is in ${folder}. Start it: hearth serve --data ${folder}`;
    await new Output(values.has("json")).write({ folder }, text);
    return exitCodes.done;
  };
}

export function describeDamage(file: string): string {
  return `${file} is not a backup of Hearth, or it is damaged. Nothing was changed.`;
}

function needEmpty(folder: string): void {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return;
  throw failed(`There is something in ${folder} already. Choose an empty folder with --data.`);
}

/** Builds the folder beside its place and gives it its name when all of it was checked and is on disk. */
export function restore(file: string, folder: string): void {
  const site = join(dirname(folder), `.${basename(folder)}.restoring`);
  // Left by a try that was ended in its middle.
  rmSync(site, { recursive: true, force: true });
  mkdirSync(site, { recursive: true, mode: 0o700 });
  try {
    const paths = readArchive(file, (path) => openTaker(site, path));
    if (!paths.includes("data/hearth.db")) throw new TarError();
    settleDatabase(join(site, "hearth.db"));
    syncFolders(site);
    renameSync(site, folder);
    syncFolder(dirname(folder));
  } catch (error) {
    rmSync(site, { recursive: true, force: true });
    throw error;
  }
}

function openTaker(site: string, path: string): Taker {
  const inside = parseDataPath(path);
  if (inside === null) return { take: () => {}, end: () => {} };
  const place = join(site, inside);
  mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
  const fd = openSync(place, "wx", 0o600);
  return {
    take: (piece) => {
      for (let done = 0; done < piece.length; ) done += writeSync(fd, piece, done, piece.length - done);
    },
    end: () => {
      fsyncSync(fd);
      closeSync(fd);
    },
  };
}

/** The place in the data folder; a path that would leave it is an attack, not a backup. */
function parseDataPath(path: string): string | null {
  if (!path.startsWith("data/")) return null;
  const inside = path.slice("data/".length);
  if (inside.split("/").some((name) => name === "" || name === "." || name === "..")) throw new TarError();
  return inside;
}

/** Applies the write-ahead log, so that one file is the whole truth, and reads the pages once. */
function settleDatabase(path: string): void {
  const db = new Database(path, { readwrite: true, create: false });
  try {
    const found = db.query<{ quick_check: string }, []>("PRAGMA quick_check(1)").get()?.quick_check;
    if (found !== "ok") throw new TarError();
    db.run("PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE)");
  } finally {
    db.close();
  }
}

function syncFolders(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) syncFolders(join(folder, entry.name));
  syncFolder(folder);
}
