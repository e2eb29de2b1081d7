import { Database } from "bun:sqlite";
import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";

/** A database as of one moment, for as long as it is open. */
export interface Snapshot {
  readonly fd: number;
  /** The file's length at that moment. */
  readonly bytes: number;
  /** The write-ahead log that belongs to it. Both files together are the database. */
  readonly log: Buffer;
  close(): void;
}

const walHeaderBytes = 32;
const frameHeaderBytes = 24;

/**
 * Holds a database still while others write it, at the price of a file copy: rebuilding it (`VACUUM INTO`)
 * takes many times as long.
 *
 * Why the two copies fit together. While the write lock is held, the write-ahead log (WAL) does not change,
 * is not restarted and not emptied; it is copied then. A read transaction begins before the lock is given
 * back, so it is of the same moment. As long as that one is open, checkpoints bring no page into the database
 * file that is newer than this moment (SQLite's WAL documentation, "Checkpointing" and "Concurrency"). What
 * they do bring is in the copied log, so it does not matter which pages of the file were read before and
 * which after: opening the copy applies the log to all of them.
 */
export function openSnapshot(path: string): Snapshot {
  // Closing any descriptor of a file drops the locks that this process has on it (POSIX): it is closed last.
  const fd = openSync(path, "r");
  const opened: Database[] = [];
  const close = (): void => {
    for (const db of opened.toReversed()) db.close();
    closeSync(fd);
  };
  try {
    const [holder, reader] = [openFor(path), openFor(path)];
    opened.push(holder, reader);
    holder.run("BEGIN IMMEDIATE");
    const log = readLog(`${path}-wal`);
    reader.run("BEGIN");
    reader.query("SELECT count(*) FROM sqlite_schema").get();
    const bytes = fstatSync(fd).size;
    holder.run("ROLLBACK");
    return { fd, bytes, log, close };
  } catch (error) {
    close();
    throw error;
  }
}

function openFor(path: string): Database {
  const db = new Database(path, { readwrite: true, create: false });
  db.run("PRAGMA busy_timeout = 30000");
  return db;
}

/** The frames of the log's present round; what stands behind them is left from rounds before (file format 4.1). */
function readLog(path: string): Buffer {
  if (!existsSync(path)) return Buffer.alloc(0);
  const fd = openSync(path, "r");
  try {
    const whole = Buffer.alloc(fstatSync(fd).size);
    const read = readSync(fd, whole, 0, whole.length, 0);
    return whole.subarray(0, endOfRound(whole.subarray(0, read)));
  } finally {
    closeSync(fd);
  }
}

function endOfRound(log: Buffer): number {
  if (log.length < walHeaderBytes) return 0;
  const frameBytes = frameHeaderBytes + log.readUInt32BE(8);
  const salts = log.subarray(16, 24);
  let end = walHeaderBytes;
  while (end + frameBytes <= log.length && log.subarray(end + 8, end + 16).equals(salts)) end += frameBytes;
  return end > walHeaderBytes ? end : 0;
}
