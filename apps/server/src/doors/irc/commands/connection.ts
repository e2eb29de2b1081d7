import { Refusal } from "@hearth/protocol";
import type { Call, CommandTable } from "../call.ts";
import { maskOf } from "../faces.ts";
import { remember } from "../standing/leave.ts";
import { sendMonitor } from "../standing/monitor.ts";
import { peersOf } from "../standing/peers.ts";
import { needNick, register } from "../standing/welcome.ts";
import { cutText, isNick } from "../wire/names.ts";

const maxUserBytes = 20;
const maxRealnameBytes = 200;

/** Coming, going and being alive. RFC 2812 section 3.1, 3.7. */
export const connectionCommands: CommandTable = {
  PASS: { least: 1, when: "before", run: pass },
  NICK: { least: 0, when: "always", run: changeNick },
  USER: { least: 4, when: "before", run: setUser },
  PING: { least: 0, when: "always", run: ping },
  PONG: { least: 0, when: "always", run: () => undefined },
  QUIT: { least: 0, when: "always", run: quit },
  ERROR: { least: 0, when: "always", run: () => undefined },
};

function pass({ irc, client, params: [password = ""] }: Call): void {
  if (irc.options.password === null) return;
  client.hasPass =
    irc.core.parts.hashes.digest(password) === irc.core.parts.hashes.digest(irc.options.password);
}

async function setUser({ irc, client, params }: Call): Promise<void> {
  const [name = "", , , realname = ""] = params;
  if (name === "" || realname === "") return client.numeric("461", "USER", "Not enough parameters");
  if (client.user !== "*") return undefined;
  const legal = cutText(name.replace(/[^A-Za-z0-9._\-\u00A1-\u{10FFFF}]/gu, ""), maxUserBytes - 1);
  client.user = `~${legal === "" ? "user" : legal}`;
  client.realname = cutText(realname, maxRealnameBytes);
  return register(irc, client);
}

async function changeNick(call: Call): Promise<void> {
  const { irc, client, params } = call;
  const nick = params[0] ?? "";
  if (nick === "") return client.numeric("431", "No nickname given");
  if (!isNick(nick, irc.options.limits.nickLength))
    return client.numeric("432", nick, "That cannot be a nickname");
  if (nick === client.nick) return undefined;
  const holder = irc.people.clientByNick(nick);
  if (holder && holder !== client) return client.numeric("433", nick, "Nickname is already in use");
  if (!client.isRegistered) {
    irc.people.takeNick(client, nick);
    return register(irc, client);
  }
  return rename(call, nick);
}

async function rename({ irc, client }: Call, nick: string): Promise<void> {
  try {
    await needNick(irc, client, nick);
  } catch (error) {
    if (error instanceof Refusal) return client.numeric("433", nick, "That name belongs to someone");
    throw error;
  }
  // Someone may have taken it while its owner was looked up.
  const holder = irc.people.clientByNick(nick);
  if (holder && holder !== client) return client.numeric("433", nick, "Nickname is already in use");
  const out = { source: maskOf(client), account: client.account, command: "NICK", params: [nick] };
  const peers = peersOf(irc, client);
  const isSame = client.isNamed(nick);
  if (!isSame) sendMonitor(irc, client, false);
  remember(irc, client);
  irc.people.takeNick(client, nick);
  client.reply(out);
  for (const peer of peers) peer.send(out);
  if (!isSame) sendMonitor(irc, client, true);
  if (!client.login && client.session) await irc.core.guests.rename(client.session, nick);
}

function ping({ irc, client, params: [token] }: Call): void {
  if (token === undefined) return client.numeric("461", "PING", "Not enough parameters");
  if (token === "") return client.numeric("409", "No origin specified");
  const source = irc.options.serverName;
  client.reply({ source, command: "PONG", params: [source, token] });
}

function quit({ irc, client, params: [reason] }: Call): void {
  const text =
    reason === undefined || reason === ""
      ? "Quit"
      : `Quit: ${cutText(reason, irc.options.limits.kickLength)}`;
  irc.close(client, text);
}
