import { assertNever } from "@hearth/protocol";
import { readLines } from "./lines.ts";
import { type LocalTime, LocalTimes } from "./local-time.ts";
import type { Findings, Place } from "./records.ts";
import type { SourceFile } from "./source.ts";

/** What one line of a log says. */
export type LogLine =
  | {
      readonly kind: "said";
      readonly time: LocalTime | number;
      readonly nick: string;
      readonly text: string;
      readonly as?: "action" | "notice";
    }
  | { readonly kind: "topic"; readonly topic: string }
  | { readonly kind: "left out"; readonly what: string }
  /** From here on lines are of this day. */
  | { readonly kind: "day"; readonly day: LocalTime }
  | { readonly kind: "nothing" };

/** How one client or bouncer writes its logs. */
export interface LogFormat {
  /** How it is called on the command line and in names that are taken. */
  readonly name: string;
  /** Does a file look like one of these, by its path and its first lines? */
  fits(path: string, lines: readonly string[]): boolean;
  /** The channel a file is of, and what the network is called there; `null`: not of a channel. */
  placeOf(path: string): LogPlace | null;
  /** `null`: this is no line of such a log. `day`: the one the file is at. */
  parse(line: string, day: LocalTime | null): LogLine | null;
  /** The day a file begins with, where its name says it. */
  dayOf(path: string): LocalTime | null;
}

export interface LogPlace {
  readonly network: string;
  readonly channel: string;
}

/** RFC 2811 section 3: what begins like this is a channel. */
export const isChannel = (name: string): boolean => /^[#&+!]./u.test(name);

export interface LogOptions {
  readonly format: LogFormat;
  /** An IANA name: logs hold the time of the machine that wrote them. */
  readonly zone: string;
}

/** One log file. Each nick is a person; who came and went is left out. */
export class LogReader {
  readonly #format: LogFormat;
  readonly #findings: Findings;
  readonly #times: LocalTimes;
  readonly #nicks = new Set<string>();
  /** Equal lines of one moment are told apart by their number. */
  #moment = "";
  readonly #said = new Map<string, number>();
  /** The newest of each room, by its key. */
  readonly #topics = new Map<string, string>();

  constructor({ format, zone }: LogOptions, findings: Findings) {
    this.#format = format;
    this.#findings = findings;
    this.#times = new LocalTimes(zone);
  }

  /** `above`: the folders that the source itself lies in, for logs whose network is a folder's name. */
  async read(file: SourceFile, above: string): Promise<void> {
    const path = above === "" ? file.path : `${above}/${file.path}`;
    const place = this.#format.placeOf(path);
    if (!place) return this.#findings.leaveOut("logs of private conversations or servers");
    const room = `${place.network}/${place.channel}`.toLowerCase();
    let number = 0;
    try {
      let day = this.#format.dayOf(path);
      this.#times.restart();
      for await (const line of readLines(file.read())) {
        number = line.number;
        day = this.#take(line.text ?? "", { room, day, place: { path: file.path, line: number } });
      }
    } catch (error) {
      this.#findings.bad(
        { path: file.path, line: number },
        error instanceof Error ? error.message : String(error),
      );
    }
    const title = place.channel.replace(/^[#&+!]+/u, "");
    const rest = { topic: this.#topics.get(room) ?? "", createdAtMs: null, isArchived: false } as const;
    this.#findings.room({ key: room, kind: "public", title, ...rest });
  }

  /** Gives the day from then on. */
  #take(line: string, at: { room: string; day: LocalTime | null; place: Place }): LocalTime | null {
    if (line === "") return at.day;
    try {
      const said = this.#format.parse(line, at.day);
      if (said?.kind === "day") return said.day;
      if (said === null) this.#findings.bad(at.place, "this is no line of such a log");
      else this.#add(at.room, said);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#findings.bad(at.place, "there is no such date or time");
    }
    return at.day;
  }

  #add(room: string, said: Exclude<LogLine, { kind: "day" }>): void {
    switch (said.kind) {
      case "said":
        return this.#addMessage(room, said);
      case "topic":
        this.#topics.set(room, stripFormatting(said.topic));
        return this.#findings.leaveOut("changes of topic or name");
      case "left out":
        return this.#findings.leaveOut(said.what);
      case "nothing":
        return undefined;
      default:
        return assertNever(said);
    }
  }

  #addMessage(room: string, said: Extract<LogLine, { kind: "said" }>): void {
    const atMs = typeof said.time === "number" ? said.time : this.#times.toMs(said.time);
    const text = stripFormatting(said.text);
    if (text.trim() === "") return this.#findings.leaveOut("messages without words or files");
    const author = this.#needPerson(said.nick);
    this.#findings.message({
      room,
      id: this.#createId(room, atMs, `${said.as ?? ""} ${text}`, author),
      author,
      atMs,
      text,
      ...(said.as === "action" && { isAction: true }),
      ...(said.as === "notice" && { isNotice: true }),
    });
  }

  /** Logs have no ids: a message is its time and its words, the second time at one moment with a number. */
  #createId(room: string, atMs: number, words: string, author: string): string {
    const moment = `${room} ${atMs}`;
    if (moment !== this.#moment) this.#said.clear();
    this.#moment = moment;
    const digest = Bun.hash(words).toString(36);
    const count = this.#said.get(`${author} ${digest}`) ?? 0;
    this.#said.set(`${author} ${digest}`, count + 1);
    return `${atMs} ${digest} ${count}`;
  }

  #needPerson(nick: string): string {
    const key = nick.toLowerCase();
    if (this.#nicks.has(key)) return key;
    this.#nicks.add(key);
    this.#findings.person({ key, names: [nick, `${nick} (IRC)`] });
    return key;
  }
}

/** Colours and the like (modern.ircdocs.horse/formatting) go; the words stay. */
export function stripFormatting(text: string): string {
  return text
    .replace(/\u0003(?:\d{1,2}(?:,\d{1,2})?)?/gu, "")
    .replace(/\u0004(?:[0-9A-Fa-f]{6}(?:,[0-9A-Fa-f]{6})?)?/gu, "")
    .replace(/[\u0002\u000F\u0011\u0016\u001D\u001E\u001F]/gu, "");
}
