import { currentLanguage, say } from "./words.ts";

const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** "9:02", as the device shows times. */
export function formatTime(atMs: number): string {
  return dateFormat("time", { hour: "numeric", minute: "2-digit" }).format(atMs);
}

/** "10:16:42", for logs. */
export function formatClock(atMs: number): string {
  return dateFormat("clock", { hour: "numeric", minute: "2-digit", second: "2-digit" }).format(atMs);
}

/** "Thursday 19 November"; with its year when that is not the current one. */
export function formatDay(atMs: number, nowMs: number): string {
  const sameYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();
  if (sameYear) return dateFormat("day", { weekday: "long", day: "numeric", month: "long" }).format(atMs);
  return dateFormat("day-year", { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(
    atMs,
  );
}

/** "19 November, 9:02" */
export function formatDateTime(atMs: number): string {
  return dateFormat("date-time", {
    day: "numeric",
    month: "long",
    hour: "numeric",
    minute: "2-digit",
  }).format(atMs);
}

/** As short as it stays clear: the time today, the weekday within a week, else the date. */
export function formatWhen(atMs: number, nowMs: number): string {
  const days = countDays(atMs, nowMs);
  if (days <= 0) return formatTime(atMs);
  if (days < 7) return dateFormat("weekday", { weekday: "short" }).format(atMs);
  if (days < 300) return dateFormat("date", { day: "numeric", month: "short" }).format(atMs);
  return dateFormat("date-year", { day: "numeric", month: "short", year: "numeric" }).format(atMs);
}

/** Calendar days between two moments on this device. */
export function countDays(fromMs: number, toMs: number): number {
  const midnight = (atMs: number) => new Date(atMs).setHours(0, 0, 0, 0);
  return Math.round((midnight(toMs) - midnight(fromMs)) / dayMs);
}

/** "Ananya, Arjun and Zoya" */
export function formatList(names: readonly string[]): string {
  return new Intl.ListFormat(displayLocale(), { style: "long", type: "conjunction" }).format(names);
}

/** "41 min", "1 h 4 min" */
export function formatDuration(durationMs: number): string {
  const minutes = Math.floor(durationMs / 60_000);
  if (minutes < 1) return say("time.underMinute");
  if (minutes < 60) return say("time.minutes", { minutes });
  return say("time.hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

function dateFormat(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${name} ${displayLocale()}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(displayLocale(), options);
  formats.set(key, known);
  return known;
}

const none: readonly string[] = [];
let known: { readonly chosen: string; readonly own: readonly string[]; readonly locale: string } | undefined;

/** The device's own variety of the chosen language ("en-IN" for "en"), so that times look as everywhere on it. */
function displayLocale(): string {
  const chosen = currentLanguage();
  // Outside a browser there may be a navigator that names no languages.
  const own = globalThis.navigator?.languages ?? none;
  if (known?.chosen !== chosen || known.own !== own) {
    const locale = own.find((tag) => tag.toLowerCase().split("-")[0] === chosen) ?? chosen;
    known = { chosen, own, locale };
  }
  return known.locale;
}
