import { isChannel, type LogFormat, type LogLine, type LogPlace } from "./irc-log.ts";
import { type LocalTime, monthOf, startOfDay } from "./local-time.ts";

/**
 * irssi's logs, as its defaults write them: `log_timestamp` "%H:%M", `log_open_string` "--- Log opened %a %b %d
 * %H:%M:%S %Y", `log_day_changed` "--- Day changed %a %b %d %Y", `autolog_path` "~/irclogs/$tag/$0.log". A date and
 * seconds in front of the time are understood, too. Source: irssi.org/documentation/settings, section "log".
 */
export const irssi: LogFormat = {
  name: "irssi",
  fits: (_path, lines) => lines.some((line) => /^--- (Log opened|Day changed) /u.test(line)),
  placeOf,
  dayOf: () => null,
  parse: parseLine,
};

function placeOf(path: string): LogPlace | null {
  const [file = "", folder = ""] = path.split("/").toReversed();
  const channel = file.replace(/\.log$/u, "");
  return isChannel(channel) ? { network: folder, channel } : null;
}

const timePattern = /^\[?(?:(\d{4})-(\d\d)-(\d\d)[ T])?(\d\d):(\d\d)(?::(\d\d))?\]?/u;

function parseLine(line: string, day: LocalTime | null): LogLine | null {
  if (line.startsWith("--- ")) return parseMark(line);
  const [stamp, year, month, date, hour, minute, second] = timePattern.exec(line) ?? [];
  if (stamp === undefined) return null;
  const base = year === undefined ? day : startOfDay(Number(year), Number(month), Number(date));
  // Before a log says its day nobody knows when something was said.
  if (!base) return null;
  const time = { ...base, hour: Number(hour), minute: Number(minute), second: Number(second ?? 0) };
  return parseRest(line.slice(stamp.length), time);
}

function parseMark(line: string): LogLine | null {
  const opened = /^--- Log opened \w{3} (\w{3}) +(\d{1,2}) \d\d:\d\d:\d\d (\d{4})/u.exec(line);
  const changed = /^--- Day changed \w{3} (\w{3}) +(\d{1,2}) (\d{4})/u.exec(line);
  const [, month = "", date, year] = opened ?? changed ?? [];
  if (monthOf(month) > 0) return { kind: "day", day: startOfDay(Number(year), monthOf(month), Number(date)) };
  return line.startsWith("--- Log closed") ? { kind: "nothing" } : null;
}

function parseRest(rest: string, time: LocalTime): LogLine | null {
  const [, nick, text] = /^ ?<[~&@%+! ]?([^> ]+)> ?(.*)$/u.exec(rest) ?? [];
  if (nick !== undefined && text !== undefined) return { kind: "said", time, nick, text };
  const [, actor, deed] = /^ {1,2}\* ([^ ]+) ?(.*)$/u.exec(rest) ?? [];
  if (actor !== undefined && deed !== undefined)
    return { kind: "said", time, nick: actor, text: deed, as: "action" };
  const [, notifier, notice] = /^ ?-(?!!)([^ :-][^ :]*?)(?::[^ ]+)?- (.*)$/u.exec(rest) ?? [];
  if (notifier !== undefined && notice !== undefined)
    return { kind: "said", time, nick: notifier, text: notice, as: "notice" };
  return parseNote(rest);
}

function parseNote(rest: string): LogLine | null {
  if (/^ ?\[(?:notice|msg|ctcp|action)\([^)]*\)\] /u.test(rest))
    return { kind: "left out", what: "notices of the one who kept the log, whose nick is not in them" };
  const [, note] = /^ ?-!- (.*)$/u.exec(rest) ?? [];
  if (note === undefined) return null;
  const [, topic] = / changed the topic of [^ ]+ to: (.*)$/u.exec(note) ?? [];
  return topic === undefined
    ? { kind: "left out", what: "joins, leaves and modes" }
    : { kind: "topic", topic };
}
