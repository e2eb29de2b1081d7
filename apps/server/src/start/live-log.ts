import { type ColorDepth, createPaint } from "./colors.ts";

/** Something that happened to a connection, for the host to watch. */
export type LogLine = {
  readonly atMs: number;
  /** `null` while nobody has said who they are. */
  readonly name: string | null;
  /** Address of the other end, without its port. */
  readonly address: string;
  readonly port: number;
} & (
  | { readonly kind: "opened"; readonly client: string }
  /** `how` is what ended it, such as "closed the page". */
  | { readonly kind: "closed"; readonly how: string; readonly openMs: number }
  | { readonly kind: "refused"; readonly reason: string }
);

export interface LogShape {
  readonly color: ColorDepth;
  /** The host's own, when not given. */
  readonly timeZone?: string;
}

const nameColumns = 16;
const addressColumns = 22;

/** One line of the live log, without a line break: time, sign, name, address and port, what it is about. */
export function formatLogLine(line: LogLine, { color, timeZone }: LogShape): string {
  const paint = createPaint(color);
  const { sign, about } = describeLine(line);
  const name = pad(line.name ?? "no name", nameColumns);
  const address = pad(formatPeer(line.address, line.port), addressColumns);
  const signColor = { "+": paint.green, "-": paint.muted, "!": paint.ember }[sign];
  const time = paint.muted(formatTime(line.atMs, timeZone));
  return `  ${time} ${signColor(sign)} ${name} ${paint.muted(`${address} ${about}`)}`;
}

function describeLine(line: LogLine): { readonly sign: "+" | "-" | "!"; readonly about: string } {
  switch (line.kind) {
    case "opened":
      return { sign: "+", about: line.client };
    case "closed":
      return { sign: "-", about: `${line.how} after ${formatDuration(line.openMs)}` };
    case "refused":
      return { sign: "!", about: line.reason };
    default:
      return line satisfies never;
  }
}

/** "192.168.1.66:40312"; an IPv4 address that came in by an IPv6 socket is written as what it is. */
export function formatPeer(address: string, port: number): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/iu, "");
  return plain.includes(":") ? `[${plain}]:${port}` : `${plain}:${port}`;
}

/** "1 h 4 min": the two largest units that matter. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return minutes < 10 ? joinUnits(minutes, "min", seconds % 60, "s") : `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return joinUnits(hours, "h", minutes % 60, "min");
  return joinUnits(Math.floor(hours / 24), "d", hours % 24, "h");
}

function joinUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

function formatTime(atMs: number, timeZone: string | undefined): string {
  return new Date(atMs).toLocaleTimeString("en-GB", timeZone === undefined ? {} : { timeZone });
}

/** To a column's width; letters of East Asia and emoji take two columns, marks none. */
function pad(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - Bun.stringWidth(text)));
}
