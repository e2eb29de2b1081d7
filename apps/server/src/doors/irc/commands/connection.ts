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
  if (!client.isRegistered) return chooseNick(call, nick);
  if (!irc.people.isFree(nick, client)) return client.numeric("433", nick, "Nickname is already in use");
  return rename(call, nick);
}

async function chooseNick({ irc, client }: Call, nick: string): Promise<void> {
  const isFree = irc.people.isFree(nick, client);
  client.askedNick = isFree ? null : nick;
  client.pendingNick = null;
  if (isFree) {
    irc.people.takeNick(client, nick);
    return register(irc, client);
  }
  // Another connection of the same person, perhaps: the sign-in may come yet.
  if (client.isNegotiating && irc.people.clientByNick(nick)?.login) client.pendingNick = nick;
  else client.numeric("433", nick, "Nickname is already in use");
}

async function rename({ irc, client }: Call, nick: string): Promise<void> {
  try {
    await needNick(irc, client, nick);
  } catch (error) {
    if (error instanceof Refusal) return client.numeric("433", nick, "That name belongs to someone");
    throw error;
  }
  // Someone may have taken it while its owner was looked up.
  if (!irc.people.isFree(nick, client)) return client.numeric("433", nick, "Nickname is already in use");
  const out = { source: maskOf(client), account: client.account, command: "NICK", params: [nick] };
  const peers = peersOf(irc, client);
  const isSame = client.isNamed(nick);
  if (!isSame) sendMonitor(irc, client, false);
  remember(irc, client);
  // Connections under one nick are one to everybody else, so they change it together.
  const twins = irc.people.twinsOf(client);
  for (const one of [client, ...twins]) irc.people.takeNick(one, nick);
  client.reply(out);
  for (const peer of new Set([...peers, ...twins])) peer.send(out);
  if (!isSame) sendMonitor(irc, client, true);
  if (!client.login && client.session) await irc.core.guests.rename(client.session, nick);
}

/** Whoever gets the PONG has been told of every message that was on its way to the log when the PING came. */
async function ping({ irc, client, params: [token] }: Call): Promise<void> {
  if (token === undefined) return client.numeric("461", "PING", "Not enough parameters");
  if (token === "") return client.numeric("409", "No origin specified");
  await irc.underway.settled();
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
