/** `2026-11-21T10:00:00.000Z`: IRCv3 server-time. */
export function formatTime(atMs: number): string {
  return new Date(atMs).toISOString();
}

/** The same back; `null` when it is no such time. */
export function parseTime(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u.test(text)) return null;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? null : atMs;
}
