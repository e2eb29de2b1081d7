import { isChannel, type LogFormat, type LogLine, type LogPlace } from "./irc-log.ts";
import { type LocalTime, startOfDay } from "./local-time.ts";

/**
 * Logs of ZNC's module `log`: lines begin with "[%H:%M:%S]", files are "NETWORK/WINDOW/%Y-%m-%d.log" and, in older
 * versions, "NETWORK_WINDOW_%Y%m%d.log". Source: wiki.znc.in/Log.
 */
export const znc: LogFormat = {
  name: "znc",
  fits: (path, lines) => splitPath(path) !== null && lines.some((line) => timePattern.test(line)),
  placeOf: (path) => splitPath(path)?.place ?? null,
  dayOf: (path) => splitPath(path)?.day ?? null,
  parse: parseLine,
};

const timePattern = /^\[(\d\d):(\d\d):(\d\d)\] /u;

function splitPath(path: string): { readonly day: LocalTime; readonly place: LogPlace | null } | null {
  const [file = "", window = "", network = ""] = path.split("/").toReversed();
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)\.log$/u.exec(file) ?? [];
  if (year !== undefined) {
    const place = isChannel(window) ? { network, channel: window } : null;
    return { day: startOfDay(Number(year), Number(month), Number(date)), place };
  }
  const [, head = "", y, m, d] = /^(.*?)_?(\d{4})(\d\d)(\d\d)\.log$/u.exec(file) ?? [];
  if (y === undefined) return null;
  const [, tag = "", channel] = /^(?:([^#&+!]*)_)?([#&+!].*)$/u.exec(head) ?? [];
  const day = startOfDay(Number(y), Number(m), Number(d));
  return { day, place: channel === undefined ? null : { network: tag, channel } };
}

function parseLine(line: string, day: LocalTime | null): LogLine | null {
  const [stamp, hour, minute, second] = timePattern.exec(line) ?? [];
  if (stamp === undefined || !day) return null;
  const time = { ...day, hour: Number(hour), minute: Number(minute), second: Number(second) };
  const rest = line.slice(stamp.length);
  const [, nick, text] = /^<([^> ]+)> ?(.*)$/u.exec(rest) ?? [];
  if (nick !== undefined && text !== undefined) return { kind: "said", time, nick, text };
  if (rest.startsWith("*** ")) return parseNote(rest);
  const [, actor, deed] = /^\* ([^ ]+) ?(.*)$/u.exec(rest) ?? [];
  if (actor !== undefined && deed !== undefined)
    return { kind: "said", time, nick: actor, text: deed, as: "action" };
  const [, notifier, notice] = /^-([^ ]+)- ?(.*)$/u.exec(rest) ?? [];
  if (notifier === undefined || notice === undefined) return null;
  return { kind: "said", time, nick: notifier, text: notice, as: "notice" };
}

function parseNote(rest: string): LogLine {
  const [, topic] = /^\*\*\* [^ ]+ changes topic to '(.*)'$/u.exec(rest) ?? [];
  return topic === undefined
    ? { kind: "left out", what: "joins, leaves and modes" }
    : { kind: "topic", topic };
}
