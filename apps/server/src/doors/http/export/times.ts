/** Days and times as they are written into a saved chat. */
export interface Times {
  day(atMs: number): string;
  time(atMs: number): string;
  /** `2026-11-21`, for names of files. */
  date(atMs: number): string;
  readonly zone: string;
}

/** `zone`: the reader's, such as `Asia/Kolkata`; one that nobody knows counts as UTC. */
export function createTimes(zone: string | null): Times {
  const timeZone = isZone(zone) ? zone : "UTC";
  const days = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone });
  const times = new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone });
  const dates = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeZone });
  return {
    day: rememberMinute((atMs) => days.format(atMs)),
    time: rememberMinute((atMs) => times.format(atMs)),
    date: (atMs) => dates.format(atMs),
    zone: timeZone,
  };
}

/** The day of an entry, where it is another one than that of the entry before. */
export function createDays(times: Times): (atMs: number) => string | null {
  let last = "";
  return (atMs) => {
    const day = times.day(atMs);
    if (day === last) return null;
    last = day;
    return day;
  };
}

const minuteMs = 60_000;

/** Neighbours are often of one minute, and `Intl` takes its time. Zones differ by whole minutes. */
function rememberMinute(format: (atMs: number) => string): (atMs: number) => string {
  let last = { minute: Number.NaN, text: "" };
  return (atMs) => {
    const minute = Math.floor(atMs / minuteMs);
    if (minute !== last.minute) last = { minute, text: format(atMs) };
    return last.text;
  };
}

function isZone(zone: string | null): zone is string {
  try {
    return zone !== null && new Intl.DateTimeFormat("en-GB", { timeZone: zone }).format(0) !== "";
  } catch {
    return false;
  }
}
