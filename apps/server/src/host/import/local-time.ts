/** A date and time of day as a clock on a wall shows it. */
export interface LocalTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** The first moment of a day. */
export function startOfDay(year: number, month: number, day: number): LocalTime {
  return { year, month, day, hour: 0, minute: 0, second: 0 };
}

const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
/** By its English name, as `%b` writes it; 0 for none. */
export function monthOf(name: string): number {
  return months.indexOf(name) + 1;
}

/** Turns wall-clock times of a log into moments. */
export class LocalTimes {
  readonly #zone: string;
  #lastMs = 0;

  /** Throws `RangeError` for a zone that is none. */
  constructor(zone: string) {
    this.#zone = zone;
    Temporal.Now.zonedDateTimeISO(zone);
  }

  /** A new file: its times may lie before those of the last one. */
  restart(): void {
    this.#lastMs = 0;
  }

  /** Throws `RangeError` for what is no date. In the hour that comes twice in autumn time goes on, never back. */
  toMs(time: LocalTime): number {
    const plain = Temporal.PlainDateTime.from(time, { overflow: "reject" });
    const first = plain.toZonedDateTime(this.#zone).epochMilliseconds;
    const second = plain.toZonedDateTime(this.#zone, { disambiguation: "later" }).epochMilliseconds;
    this.#lastMs = first < this.#lastMs && second >= this.#lastMs ? second : first;
    return this.#lastMs;
  }
}
