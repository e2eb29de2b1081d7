import { formatNumber, say } from "../words/words.ts";

const units = ["files.bytes", "files.kilobytes", "files.megabytes", "files.gigabytes"] as const;

/** "640 MB", "1.2 MB": thousands, as shops and phones count them. */
export function formatBytes(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const amount = bytes / 1000 ** power;
  const shown = power === 0 || amount >= 10 ? Math.round(amount) : Math.round(amount * 10) / 10;
  return say(units[power] ?? units[0], { amount: formatNumber(shown) });
}

/** "0:18", "1:02:05" */
export function formatLength(durationMs: number): string {
  const seconds = Math.round(durationMs / 1_000);
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours = 0, minutes = 0, rest = 0] = parts;
  const tail = String(rest).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}
