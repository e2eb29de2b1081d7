import type { Call, CommandTable } from "../call.ts";
import type { Channel } from "../channel.ts";
import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";
import { type Face, maskOf } from "../faces.ts";
import { channelsOf } from "../standing/peers.ts";
import { matchMask } from "../wire/mask.ts";
import { isChannel } from "../wire/names.ts";

/** RFC 2812 section 3.6.1; IRCv3 WHOX. */
export const whoCommands: CommandTable = {
  WHO: { least: 0, when: "after", run: who },
};

interface Asked {
  readonly mask: string;
  /** Fields of WHOX, `null` for the plain reply. */
  readonly fields: string | null;
  readonly token: string;
  readonly isOpersOnly: boolean;
}

async function who({ irc, client, params }: Call): Promise<void> {
  const asked = parseAsked(params);
  const { mask } = asked;
  for (const [face, channel] of await find(irc, client, mask)) {
    if (!asked.isOpersOnly || face.isOper) reply(irc, client, asked, face, channel);
  }
  client.numeric("315", mask === "" ? "*" : mask, "End of WHO list");
}

function parseAsked([mask = "", options = ""]: readonly string[]): Asked {
  const [flags = "", fields] = options.split("%");
  const [letters = "", token = ""] = (fields ?? "").split(",");
  return {
    mask,
    fields: fields === undefined ? null : letters,
    token: /^\d{1,3}$/u.test(token) ? token : "0",
    isOpersOnly: flags.includes("o"),
  };
}

type Found = readonly (readonly [face: Face, channel: Channel | null])[];

async function find(irc: Irc, client: Client, mask: string): Promise<Found> {
  if (isChannel(mask)) return findInChannel(irc, client, mask);
  const exact = irc.people.faceByNick(mask);
  if (exact) return [[exact, sharedChannel(irc, client, exact)]];
  return irc.people
    .all()
    .filter((face) => maySee(irc, client, face) && matches(mask, face))
    .map((face) => [face, sharedChannel(irc, client, face)]);
}

async function findInChannel(irc: Irc, client: Client, name: string): Promise<Found> {
  const channel = await irc.channels.find(name);
  const isInside = channel?.has(client.person) ?? false;
  if (!channel || channel.isPair || (channel.isHidden && !isInside)) return [];
  return channel
    .faces(irc.people)
    .filter((face) => isInside || !face.client?.isInvisible)
    .map((face) => [face, channel]);
}

/** The invisible are seen by those who share a room with them. */
function maySee(irc: Irc, client: Client, face: Face): boolean {
  return !face.client?.isInvisible || face === client || sharedChannel(irc, client, face) !== null;
}

function matches(mask: string, face: Face): boolean {
  if (mask === "" || mask === "*" || mask === "0") return true;
  return [face.nick, face.user, face.host, face.realname, maskOf(face)].some((text) => matchMask(mask, text));
}

/** A room both are in, or a public one. */
function sharedChannel(irc: Irc, client: Client, face: Face): Channel | null {
  const channels = channelsOf(irc, face.person);
  return (
    channels.find((channel) => channel.has(client.person)) ??
    channels.find((channel) => !channel.isHidden && !face.client?.isInvisible) ??
    null
  );
}

function reply(irc: Irc, client: Client, asked: Asked, face: Face, channel: Channel | null): void {
  const values = valuesOf(irc, client, asked, face, channel);
  if (asked.fields === null) {
    const { c, u, h, s, n, f, r } = values;
    return client.numeric("352", c, u, h, s, n, f, `0 ${r}`);
  }
  const order = [..."tcuihsnfdlaor"] as (keyof typeof values)[];
  const wanted = order.filter((letter) => asked.fields?.includes(letter));
  client.numeric("354", ...wanted.map((letter) => values[letter]));
}

/** By the letters of WHOX. */
function valuesOf(irc: Irc, client: Client, { token }: Asked, face: Face, channel: Channel | null) {
  const isSelf = face === client;
  const idleMs = irc.core.parts.clock.elapsed() - (face.client?.lastActiveMs ?? 0);
  return {
    t: token,
    c: channel?.name ?? "*",
    u: face.user,
    i: isSelf || client.isOper ? (face.client?.link.ip ?? "255.255.255.255") : "255.255.255.255",
    h: face.host,
    s: irc.options.serverName,
    n: face.nick,
    f: flagsOf(client, face, channel),
    d: "0",
    l: face.client ? String(Math.floor(idleMs / 1000)) : "0",
    a: face.account ?? "0",
    o: channel?.isOperator(face.person) ? "1" : "n/a",
    r: face.realname,
  };
}

function flagsOf(client: Client, face: Face, channel: Channel | null): string {
  const status = channel?.prefixOf(face.person, client.has("multi-prefix")) ?? "";
  return `${face.away === null ? "H" : "G"}${face.isOper ? "*" : ""}${face.isBot ? "B" : ""}${status}`;
}
