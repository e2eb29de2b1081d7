import { createReadStream, type Dirent, readdirSync, statSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { openZip } from "./zip.ts";

/** One file of what is imported, in a folder or in an archive. */
export interface SourceFile {
  /** Below the source, with `/`. */
  readonly path: string;
  readonly bytes: number;
  /** Its bytes in pieces; throws where it is damaged. */
  read(): AsyncIterable<Uint8Array>;
}

/** A file, a folder with everything below it, or a zip archive. */
export interface Source {
  /** The last folders that lead to it, `a/b`; empty for an archive. */
  readonly above: string;
  /** By path, in an order that is always the same. */
  readonly files: ReadonlyMap<string, SourceFile>;
  close(): void;
}

/** Throws what the file system throws, and `ZipError`. Links are not followed: they may lead anywhere. */
export function openSource(path: string): Source {
  if (statSync(path).isDirectory()) return fromFiles(path, [...walk(path)]);
  if (path.toLowerCase().endsWith(".zip")) return openZip(path);
  return fromFiles(dirname(path), [fileAt(path, basename(path))]);
}

function fromFiles(folder: string, files: readonly SourceFile[]): Source {
  return {
    above: resolve(folder).split(sep).slice(-2).join("/"),
    files: new Map(files.map((file) => [file.path, file])),
    close: () => undefined,
  };
}

function* walk(folder: string, below = ""): Generator<SourceFile> {
  const entries = readdirSync(join(folder, below), { withFileTypes: true });
  for (const entry of entries.sort(byName)) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) yield* walk(folder, path);
    else if (entry.isFile()) yield fileAt(join(folder, path), path);
  }
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}

function fileAt(whole: string, path: string): SourceFile {
  return { path, bytes: statSync(whole).size, read: () => createReadStream(whole) };
}
