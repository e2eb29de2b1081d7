import { isChannel, type LogFormat, type LogLine, type LogPlace } from "./irc-log.ts";
import type { LocalTime } from "./local-time.ts";

/**
 * WeeChat's logs: time, prefix and message between tabs, `logger.file.time_format` "%Y-%m-%d %H:%M:%S" or, since
 * 4.8, "%@%F %T.%fZ" in UTC; files "irc.SERVER.#CHANNEL.weechatlog". Source: WeeChat user's guide, "Logger plugin"
 * (weechat.org/files/doc/weechat/stable/weechat_user.en.html#logger).
 */
export const weechat: LogFormat = {
  name: "weechat",
  fits: (path, lines) => path.endsWith(".weechatlog") || lines.some((line) => linePattern.test(line)),
  placeOf,
  dayOf: () => null,
  parse: parseLine,
};

const linePattern =
  /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)?\t([^\t]*)\t(.*)$/su;

function placeOf(path: string): LogPlace | null {
  const file = path.slice(path.lastIndexOf("/") + 1).replace(/\.weechatlog$/u, "");
  const [, network, channel] = /^irc\.(.+?)\.([#&+!].*)$/u.exec(file) ?? [];
  return network !== undefined && channel !== undefined && isChannel(channel) ? { network, channel } : null;
}

function parseLine(line: string): LogLine | null {
  const [, year, month, day, hour, minute, second, fraction, zone, prefix, text] =
    linePattern.exec(line) ?? [];
  if (prefix === undefined || text === undefined) return null;
  const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second].map(Number);
  const local = { year: y ?? 0, month: mo ?? 0, day: d ?? 0, hour: h ?? 0, minute: mi ?? 0, second: s ?? 0 };
  const time =
    zone === undefined
      ? local
      : toMoment(`${year}-${month}-${day}T${hour}:${minute}:${second}`, fraction, zone);
  return parseRest(prefix.trim(), text, time);
}

function toMoment(stamp: string, fraction: string | undefined, zone: string): number {
  return Temporal.Instant.from(`${stamp}.${fraction ?? "0"}${zone}`).epochMilliseconds;
}

function parseRest(prefix: string, text: string, time: LocalTime | number): LogLine {
  switch (prefix) {
    case "-->":
    case "<--":
    case "=!=":
    case "":
      return { kind: "left out", what: "joins, leaves and modes" };
    case "--":
      return parseNote(text, time);
    case "*": {
      const [, nick, deed] = /^[~&@%+]?([^ ]+) ?(.*)$/su.exec(text) ?? [];
      if (nick === undefined || deed === undefined) return { kind: "nothing" };
      return { kind: "said", time, nick, text: deed, as: "action" };
    }
    default:
      return { kind: "said", time, nick: prefix.replace(/^[~&@%+!]/u, ""), text };
  }
}

function parseNote(text: string, time: LocalTime | number): LogLine {
  const [, nick, notice] = /^(?:Pv)?Notice\(([^)]+)\)(?: -> [^:]+)?: (.*)$/su.exec(text) ?? [];
  if (nick !== undefined && notice !== undefined)
    return { kind: "said", time, nick, text: notice, as: "notice" };
  const [, topic] = / has changed topic for [^ ]+ (?:from ".*" )?to "(.*)"$/su.exec(text) ?? [];
  return topic === undefined
    ? { kind: "left out", what: "joins, leaves and modes" }
    : { kind: "topic", topic };
}
