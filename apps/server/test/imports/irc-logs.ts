/** One thing in a channel, which each of three programs writes down in its own way. */
export type Happening =
  | {
      readonly kind: "said" | "did" | "noticed";
      readonly atMs: number;
      readonly nick: string;
      readonly text: string;
    }
  | { readonly kind: "came" | "went"; readonly atMs: number; readonly nick: string }
  | { readonly kind: "topic"; readonly atMs: number; readonly nick: string; readonly text: string };

const nicks = ["ananya", "ravi", "Meera_", "[chidi]"] as const;

/** So many lines over three days, in a pattern that has everything; equal lines in one minute among them. */
export function createHappenings(count: number, startMs: number): readonly Happening[] {
  return Array.from({ length: count }, (_, at): Happening => {
    const base = { atMs: startMs + at * 40_000, nick: nicks[at % nicks.length] ?? "ananya" };
    if (at % 50 === 0) return { kind: "came", ...base };
    if (at % 50 === 49) return { kind: "went", ...base };
    if (at % 50 === 25) return { kind: "topic", ...base, text: `topic ${at}` };
    if (at % 17 === 0) return { kind: "did", ...base, text: `waves ${at}` };
    if (at % 19 === 0) return { kind: "noticed", ...base, text: `note ${at}` };
    // Every second one says what the one before said.
    return {
      kind: "said",
      ...base,
      nick: nicks[Math.floor(at / 2) % 4] ?? "ananya",
      text: `line ${Math.floor(at / 2)}`,
    };
  });
}

/** Logs are in UTC here; the story says so with `--zone`. */
const clock = (atMs: number): string => new Date(atMs).toISOString().slice(11, 19);
const dateOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

/** As irssi's defaults write it: a mark for each day, minutes in front of lines. */
export function formatIrssi(happenings: readonly Happening[]): string {
  const lines: string[] = [];
  let day = "";
  for (const one of happenings) {
    const today = dateOf(one.atMs);
    // "Sun, 01 Jan 2023 …"
    const [name = "", date = "", month = "", year = ""] = new Date(one.atMs).toUTCString().split(/,? /u);
    if (day === "") lines.push(`--- Log opened ${name} ${month} ${date} ${clock(one.atMs)} ${year}`);
    else if (day !== today) lines.push(`--- Day changed ${name} ${month} ${date} ${year}`);
    day = today;
    lines.push(`${clock(one.atMs).slice(0, 5)} ${formatIrssiRest(one)}`);
  }
  return `${[...lines, "--- Log closed Sun Jan 01 00:00:00 2023"].join("\n")}\n`;
}

function formatIrssiRest(one: Happening): string {
  switch (one.kind) {
    case "said":
      return `<@${one.nick}> ${one.text}`;
    case "did":
      return ` * ${one.nick} ${one.text}`;
    case "noticed":
      return `-${one.nick}:#lab- ${one.text}`;
    case "came":
      return `-!- ${one.nick} [~u@10.0.0.7] has joined #lab`;
    case "went":
      return `-!- ${one.nick} [~u@10.0.0.7] has quit [Ping timeout]`;
    default:
      return `-!- ${one.nick} changed the topic of #lab to: ${one.text}`;
  }
}

/** As WeeChat writes it since 4.8 (`isUtc`), and before. */
export function formatWeechat(happenings: readonly Happening[], isUtc: boolean): string {
  const stamp = (atMs: number): string => `${dateOf(atMs)} ${clock(atMs)}${isUtc ? ".000000Z" : ""}`;
  return happenings.map((one) => `${stamp(one.atMs)}\t${formatWeechatRest(one)}\n`).join("");
}

function formatWeechatRest(one: Happening): string {
  switch (one.kind) {
    case "said":
      return `@${one.nick}\t${one.text}`;
    case "did":
      return ` *\t${one.nick} ${one.text}`;
    case "noticed":
      return `--\tNotice(${one.nick}): ${one.text}`;
    case "came":
      return `-->\t${one.nick} (~u@10.0.0.7) has joined #lab`;
    case "went":
      return `<--\t${one.nick} (~u@10.0.0.7) has quit (Ping timeout)`;
    default:
      return `--\t${one.nick} has changed topic for #lab from "old" to "${one.text}"`;
  }
}

/** As ZNC's module `log` writes it: a file for each day. */
export function formatZnc(happenings: readonly Happening[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const one of happenings) {
    const path = `libera/#lab/${dateOf(one.atMs)}.log`;
    files.set(path, `${files.get(path) ?? ""}[${clock(one.atMs)}] ${formatZncRest(one)}\n`);
  }
  return files;
}

function formatZncRest(one: Happening): string {
  switch (one.kind) {
    case "said":
      return `<${one.nick}> ${one.text}`;
    case "did":
      return `* ${one.nick} ${one.text}`;
    case "noticed":
      return `-${one.nick}- ${one.text}`;
    case "came":
      return `*** Joins: ${one.nick} (~u@10.0.0.7)`;
    case "went":
      return `*** Quits: ${one.nick} (~u@10.0.0.7) (Ping timeout)`;
    default:
      return `*** ${one.nick} changes topic to '${one.text}'`;
  }
}
