import type { Call, CommandTable } from "../call.ts";
import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";
import type { Face } from "../faces.ts";
import { valuesOf } from "../standing/metadata.ts";
import { channelsOf } from "../standing/peers.ts";
import { formatUserModes } from "./user-mode.ts";

/** RFC 2812 section 3.6.2, 3.6.3, 4.8, 4.9. */
export const whoisCommands: CommandTable = {
  WHOIS: { least: 0, when: "after", run: whois },
  WHOWAS: { least: 0, when: "after", run: whowas },
  USERHOST: { least: 1, when: "after", run: userhost },
  ISON: { least: 1, when: "after", run: ison },
};

function whois({ irc, client, params }: Call): void {
  const nick = params[1] ?? params[0] ?? "";
  if (nick === "") return client.numeric("431", "No nickname given");
  const face = irc.people.faceByNick(nick);
  if (face) describe(irc, client, face);
  else client.numeric("401", nick, "No such nick");
  client.numeric("318", face?.nick ?? nick, "End of /WHOIS list");
}

function describe(irc: Irc, client: Client, face: Face): void {
  const { nick } = face;
  client.numeric("311", nick, face.user, face.host, "*", face.realname);
  const rooms = shownRooms(irc, client, face);
  if (rooms !== "") client.numeric("319", nick, rooms);
  client.numeric("312", nick, irc.options.serverName, irc.options.networkName);
  if (face.isOper) client.numeric("313", nick, "is an IRC operator");
  if (face.isBot) client.numeric("335", nick, "is a bot");
  if (face.account !== null) client.numeric("330", nick, face.account, "is logged in as");
  if (face.client && (face === client || client.isOper)) describeConnection(client, face.client);
  if (face.client?.link.isSecure) client.numeric("671", nick, "is using a secure connection");
  if (face.away !== null) client.numeric("301", nick, face.away);
  if (client.has("draft/metadata-3"))
    for (const [key, value] of valuesOf(face)) client.numeric("760", nick, key, "*", value);
  if (!face.client) return;
  const idleMs = irc.core.parts.clock.elapsed() - face.client.lastActiveMs;
  const signedOn = String(Math.floor(face.client.openedAtMs / 1000));
  client.numeric("317", nick, String(Math.floor(idleMs / 1000)), signedOn, "seconds idle, signon time");
}

function describeConnection(client: Client, other: Client): void {
  const { nick, link } = other;
  client.numeric("378", nick, `is connecting from *@${link.ip} ${link.ip}`);
  client.numeric("379", nick, `is using modes ${formatUserModes(other)}`);
}

function shownRooms(irc: Irc, client: Client, face: Face): string {
  return channelsOf(irc, face.person)
    .filter((channel) => channel.has(client.person) || (!channel.isHidden && !face.client?.isInvisible))
    .map((channel) => `${channel.prefixOf(face.person, client.has("multi-prefix"))}${channel.name}`)
    .join(" ");
}

function whowas({ irc, client, params }: Call): void {
  const [nick = "", count] = params;
  if (nick === "") return client.numeric("431", "No nickname given");
  const limit = Number(count ?? 0);
  const gone = irc.people.goneBy(nick);
  for (const one of limit > 0 ? gone.slice(0, limit) : gone) {
    client.numeric("314", one.nick, one.user, one.host, "*", one.realname);
    if (client.isOper) client.numeric("338", one.nick, one.ip, "actually using host");
    client.numeric("312", one.nick, irc.options.serverName, new Date(one.atMs).toUTCString());
  }
  if (gone.length === 0) client.numeric("406", nick, "There was no such nickname");
  client.numeric("369", nick, "End of WHOWAS");
}

function userhost({ irc, client, params }: Call): void {
  const faces = params.slice(0, 5).flatMap((nick) => irc.people.faceByNick(nick) ?? []);
  const replies = faces.map(
    (face) =>
      `${face.nick}${face.isOper ? "*" : ""}=${face.away === null ? "+" : "-"}${face.user}@${face.host}`,
  );
  client.numeric("302", replies.join(" "));
}

function ison({ irc, client, params }: Call): void {
  const nicks = params.flatMap((param) => param.split(" ")).filter((nick) => nick !== "");
  const here = nicks.flatMap((nick) => irc.people.faceByNick(nick)?.nick ?? []);
  client.numeric("303", here.join(" "));
}
