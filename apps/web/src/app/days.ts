const dayMs = 86_400_000;

/** The first moment of a day on this device; `null` for what a date field holds while it is not filled. */
export function startOfDay(date: string): number | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  return new Date(year, month - 1, day).getTime();
}

/** The first moment behind a day: days with a change of the clock are shorter or longer. */
export function endOfDay(date: string): number | null {
  const start = startOfDay(date);
  return start === null ? null : new Date(start + 1.5 * dayMs).setHours(0, 0, 0, 0);
}

/** `2026-11-21`, as date fields write it, of a moment some days ago. */
export function formatDate(atMs: number, daysAgo = 0): string {
  const at = new Date(atMs);
  at.setDate(at.getDate() - daysAgo);
  const parts = [at.getFullYear(), at.getMonth() + 1, at.getDate()];
  return parts.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, "0")).join("-");
}
