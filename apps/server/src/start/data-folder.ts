import { Database } from "bun:sqlite";
import { accessSync, constants, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Attempt, codeOf, fail, succeed } from "./attempt.ts";

/** The data folder while this process, and no other, uses it. */
export interface DataFolder {
  /** Absolute. */
  readonly path: string;
  close(): void;
}

/** Keeps the locks from the garbage collector, which would close and so release them. */
const held = new Set<Database>();

/**
 * Makes the folder when it does not exist (for its owner only: it will hold keys) and takes it for this
 * process. The lock is one of the operating system on an empty SQLite file, so it ends with its process,
 * `kill -9` and power cuts included, and a number in a file that nobody holds any more means nothing.
 */
export function openDataFolder(folder: string): Attempt<DataFolder> {
  const path = resolve(folder);
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return lockFolder(path);
  } catch (error) {
    return fail(describeFolderError(error, path));
  }
}

function lockFolder(path: string): Attempt<DataFolder> {
  const lock = new Database(join(path, "lock"));
  held.add(lock);
  try {
    lock.run("PRAGMA journal_mode = OFF");
    lock.run("BEGIN EXCLUSIVE");
    writeFileSync(join(path, "pid"), `${process.pid}\n`);
  } catch (error) {
    closeLock(lock);
    if (codeOf(error) === "SQLITE_BUSY") return fail(describeOther(path));
    throw error;
  }
  return succeed({ path, close: () => releaseFolder(path, lock) });
}

function releaseFolder(path: string, lock: Database): void {
  // The pid first: once the lock is gone, the file may already be the next process's.
  rmSync(join(path, "pid"), { force: true });
  closeLock(lock);
}

function closeLock(lock: Database): void {
  held.delete(lock);
  lock.close();
}

function describeOther(path: string): string {
  const process = readPid(path);
  const name = process === null ? "Another Hearth" : `Another Hearth (process ${process})`;
  return `${name} is using the folder ${path}. Stop it first, or start this one on another folder with --data.`;
}

function readPid(path: string): string | null {
  try {
    return /^\d+/u.exec(readFileSync(join(path, "pid"), "utf8"))?.[0] ?? null;
  } catch {
    return null;
  }
}

/** The sentence for a folder that cannot be used. Throws what is not the folder's fault. */
export function describeFolderError(error: unknown, path: string): string {
  const choose = "or choose another with --data";
  switch (codeOf(error)) {
    case "EACCES":
    case "EPERM":
    case "SQLITE_CANTOPEN":
    case "SQLITE_READONLY":
      return `The folder ${path} may not be written by this user. Change its permissions, ${choose}.`;
    case "EROFS":
      return `The folder ${path} is on a disk that cannot be written. Make it writable, ${choose}.`;
    case "ENOSPC":
    case "EDQUOT":
    case "SQLITE_FULL":
      return `The disk of the folder ${path} is full. Free some space, ${choose}.`;
    case "EEXIST":
    case "ENOTDIR":
      return `${path} is not a folder. Move the file away, ${choose}.`;
    case "ENAMETOOLONG":
      return `The path ${path} is too long. Choose a shorter one with --data.`;
    case "ENOENT":
      return `The folder ${path} cannot be made there. Choose another with --data.`;
    default:
      throw error;
  }
}
