import { Database } from "bun:sqlite";
import { steps } from "./schema.ts";
import { isIndexCurrent, rebuildIndex } from "./search/search-index.ts";

/** Why a data folder cannot be used; `message` is a sentence for the person who hosts. */
export class DataError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "DataError";
  }
}

/**
 * Bun keeps 20 prepared statements for a connection and would prepare the others anew for every call, which takes
 * longer than most of them. The store has some 150 texts, and parameters never become part of one.
 */
Database.MAX_QUERY_CACHE_SIZE = 500;

/**
 * The same statement, planned once. SQLite plans one with an order or a limit anew whenever another value is put
 * in for a bare parameter (`sqlite3VdbeSetVarmask`): 4 to 60 µs for an answer of half a microsecond. With a plus
 * before it, which changes no value, the planner does not look at it.
 */
export function steady(text: string): string {
  return text.replace(/[?$]\w*/g, "+$&");
}

/** `FULL`: a commit is on disk when it returns. WAL lets readers read on meanwhile. */
const writerPragmas = `
  PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF; PRAGMA busy_timeout = 2000;
  PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 2000; PRAGMA secure_delete = ON;
`;

/**
 * Opens the database for writing, brings an older schema to the newest one, and leaves a newer or damaged
 * file untouched. Throws `DataError`.
 */
export function openWriter(path: string): Database {
  const db = openFile(path);
  try {
    needKnownVersion(db, path);
    db.run(writerPragmas);
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error instanceof DataError ? error : explain(error, path);
  }
}

const mapPragma = "PRAGMA mmap_size = 268435456;";

/** Opens a second connection that only reads. */
export function openReader(path: string): Database {
  const db = new Database(path, { readonly: true });
  db.run(`PRAGMA busy_timeout = 2000; PRAGMA cache_size = -16000; ${mapPragma} PRAGMA query_only = ON;`);
  return db;
}

/** Lets go of pages that were read. The machine still has them, so that the next reading costs no disk. */
export function releasePages(db: Database): void {
  db.run(`PRAGMA shrink_memory; PRAGMA mmap_size = 0; ${mapPragma}`);
}

/** Only then a reader understands it. */
export function isNewestSchema(db: Database): boolean {
  return readVersion(db) === steps.length;
}

function openFile(path: string): Database {
  try {
    return new Database(path, { create: true });
  } catch (error) {
    throw explain(error, path);
  }
}

function needKnownVersion(db: Database, path: string): void {
  // Another program's database has no version of ours; ours has no table without one.
  if (readVersion(db) === 0 && db.query("SELECT 1 FROM sqlite_schema").get() !== null) {
    throw new DataError(formatDamaged(path));
  }
  if (readVersion(db) > steps.length) {
    throw new DataError(
      `The data in ${path} was written by a newer Hearth. Start that version, or choose another folder with --data.`,
    );
  }
}

function readVersion(db: Database): number {
  return (db.query("PRAGMA user_version").get() as { user_version: number }).user_version;
}

function migrate(db: Database): void {
  const from = readVersion(db);
  if (from === steps.length && isIndexCurrent(db)) return;
  db.transaction(() => {
    for (const step of steps.slice(from)) db.run(step);
    db.run(`PRAGMA user_version = ${steps.length}`);
    if (!isIndexCurrent(db)) rebuildIndex(db);
  }).exclusive();
}

/** SQLite's words for a person. The file is never touched after one of these. */
function explain(error: unknown, path: string): DataError {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  const known = sentences.find(({ codes }) => codes.some((start) => code.startsWith(start)));
  return new DataError(known ? known.format(path) : formatUnknown(path, code), { cause: error });
}

const sentences: readonly { readonly codes: readonly string[]; readonly format: (path: string) => string }[] =
  [
    {
      codes: ["SQLITE_NOTADB", "SQLITE_CORRUPT"],
      format: formatDamaged,
    },
    {
      codes: ["SQLITE_FULL"],
      format: (path) => `The disk that holds ${path} is full. Make room, then start again.`,
    },
    {
      codes: ["SQLITE_BUSY", "SQLITE_LOCKED"],
      format: (path) => `Another program is using ${path}. Stop it, then start again.`,
    },
  ];

function formatDamaged(path: string): string {
  return `The database ${path} is damaged or is not a Hearth database. It was left as it is. Put a backup in its place, or choose another folder with --data.`;
}

function formatUnknown(path: string, code: string): string {
  return `The database ${path} cannot be opened (${code}). Check that the folder can be written to, or choose another with --data.`;
}
