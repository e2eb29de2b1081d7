const units = ["bytes", "kB", "MB", "GB", "TB"] as const;

/** `1.2 MB`: three digits are enough for a person. */
export function formatBytes(bytes: number): string {
  let [size, at] = [bytes, 0];
  while (size >= 1000 && at < units.length - 1) [size, at] = [size / 1000, at + 1];
  const digits = at === 0 || size >= 100 ? 0 : 1;
  return `${size.toFixed(digits)} ${units[at]}`;
}
