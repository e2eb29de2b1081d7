import type { Database } from "bun:sqlite";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { CommandError, exitCodes, type Values } from "@hearth/terminal";
import { type Config, readConfig } from "../config.ts";
import { DataError, isNewestSchema, openReader } from "../stores/sqlite/open.ts";

/** What `hearth serve` would use with the same flag, variables and file. Throws `CommandError`. */
export function readHostConfig(values: Values): Config {
  const data = values.get("data");
  const args = data === undefined ? [] : ["--data", data];
  const read = readConfig({ args, variables: process.env, readFile: (path) => readFileSync(path, "utf8") });
  if (read.ok) return read.values;
  throw new CommandError(exitCodes.usage, read.problems.join("\n"));
}

/** The folder of a community that exists, absolute. Throws `CommandError` when there is none. */
export function needDataFolder(values: Values): string {
  const folder = resolve(readHostConfig(values).data);
  if (existsSync(join(folder, "hearth.db"))) return folder;
  throw failed(`There is no community in ${folder}. Name its folder with --data.`);
}

/** Reads the database beside a running server, or without one. Throws `CommandError`. */
export function openData(folder: string): Database {
  const path = join(folder, "hearth.db");
  let db: Database | null = null;
  try {
    db = openReader(path);
    if (isNewestSchema(db)) return db;
  } catch (error) {
    db?.close();
    throw failed(`The database ${path} cannot be read (${codeOf(error)}). "hearth check" says more.`);
  }
  db.close();
  throw failed(
    `The data in ${folder} is of another version of Hearth. Start this version once, or use that one.`,
  );
}

/** Runs on the data and closes it after. */
export function withData<T>(folder: string, use: (db: Database) => T): T {
  const db = openData(folder);
  try {
    return use(db);
  } finally {
    db.close();
  }
}

export function failed(message: string): CommandError {
  return new CommandError(exitCodes.failed, message);
}

/** Turns what is wrong with data or disk into its sentence; throws what is a bug. */
export function explainFailure(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  if (error instanceof DataError) return failed(error.message);
  const code = codeOf(error);
  const sentence = Object.entries(sentences).find(([start]) => code.startsWith(start))?.[1];
  if (sentence === undefined) throw error;
  const path = error instanceof Error && "path" in error ? ` (${String(error.path)})` : "";
  return failed(`${sentence}${path}`);
}

const sentences: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full. Nothing was changed.",
  SQLITE_FULL: "The disk is full.",
  EDQUOT: "The disk is full. Nothing was changed.",
  EACCES: "A file may not be read or written by this user.",
  EPERM: "A file may not be read or written by this user.",
  EROFS: "The disk cannot be written.",
  ENOENT: "A file or folder is not there.",
  EIO: "The disk cannot be read there. It may be failing.",
  SQLITE_BUSY: "The database is busy. Try again in a moment.",
  SQLITE_CORRUPT: "The database is damaged.",
  SQLITE_NOTADB: "The database is damaged.",
  SQLITE_IOERR: "The disk cannot be read there. It may be failing.",
};

export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
