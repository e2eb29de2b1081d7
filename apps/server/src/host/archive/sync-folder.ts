import { closeSync, fsyncSync, openSync } from "node:fs";

/** A name is on disk when its folder is. */
export function syncFolder(path: string): void {
  // Windows opens no folders; NTFS writes their changes to its log by itself.
  if (process.platform === "win32") return;
  const fd = openSync(path, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
