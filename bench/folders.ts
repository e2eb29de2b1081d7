import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dir, "..");

/** Beside the project, so that the figures are of the disk people use and not of a temporary one in memory. */
export const cacheDir = join(root, "node_modules/.cache/hearth-bench");

/** Gives `use` an empty folder and removes it afterwards. */
export async function withFolder<T>(use: (dir: string) => Promise<T>): Promise<T> {
  mkdirSync(cacheDir, { recursive: true });
  const dir = mkdtempSync(join(cacheDir, "data-"));
  try {
    return await use(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
