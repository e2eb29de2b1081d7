import type { FileLimits } from "../core/files/files.ts";
import { integerSetting, listSetting, type ValuesOf } from "./settings.ts";

const megabyte = 1_000_000;
const gigabyte = 1_000 * megabyte;
const bytes = { min: 0, max: Number.MAX_SAFE_INTEGER, unit: "bytes" } as const;

/** What people may send beside words. */
export const fileSettings = {
  maxBytes: integerSetting(200 * megabyte, bytes, "The largest file. 0: no files at all."),
  maxBytesPerPerson: integerSetting(10 * gigabyte, bytes, "All files one person has sent, together."),
  maxBytesPerRoom: integerSetting(20 * gigabyte, bytes, "All files of one room together."),
  maxBytesInAll: integerSetting(100 * gigabyte, bytes, "All files of the community together."),
  refusedEndings: listSetting("ENDING", "Endings of file names that are refused, such as exe."),
} as const;

export function formatFileLimits(files: ValuesOf<typeof fileSettings>): FileLimits {
  const endings = files.refusedEndings.map((ending) => ending.replace(/^\./, "").toLowerCase());
  return { ...files, refusedEndings: new Set(endings) };
}
