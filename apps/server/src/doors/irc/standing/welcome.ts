import { Refusal } from "@hearth/protocol";
import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";
import { maskOf } from "../faces.ts";
import { sendSupport } from "../isupport.ts";
import { sendOwn } from "./metadata.ts";
import { sendMonitor } from "./monitor.ts";
import { isSeenAlready, openSession, showRooms } from "./sign-in.ts";

/** NICK, USER and, where capabilities are asked for, CAP END have come: the connection takes part. */
export async function register(irc: Irc, client: Client): Promise<void> {
  if (client.isRegistered || client.isClosed || client.isNegotiating) return;
  if (client.user === "*" || !hasNick(irc, client)) return;
  if (!client.hasPass && irc.options.password !== null) {
    client.numeric("464", "Password incorrect");
    return irc.close(client, "Password incorrect");
  }
  if (!client.login && !irc.options.guests) {
    client.fail("FAIL", "*", "ACCOUNT_REQUIRED", "This community asks everyone to sign in");
    return irc.close(client, "Sign in to an account (SASL)");
  }
  if (!(await claimNick(irc, client))) return;
  await begin(irc, client);
}

/** Takes the nick that waited for the sign-in, if it is the person's own. */
function hasNick(irc: Irc, client: Client): boolean {
  const { pendingNick } = client;
  if (pendingNick === null) return client.nick !== "*";
  client.pendingNick = null;
  if (!irc.people.isFree(pendingNick, client)) {
    client.numeric("433", pendingNick, "Nickname is already in use");
    return false;
  }
  irc.people.takeNick(client, pendingNick);
  return true;
}

/** Waits with the nick taken while a person's name is looked up. */
async function claimNick(irc: Irc, client: Client): Promise<boolean> {
  try {
    await needNick(irc, client, client.nick);
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { nick } = client;
    irc.people.takeNick(client, "*");
    client.numeric("433", nick, "That name belongs to someone. Sign in (SASL), or take another one");
    return false;
  }
}

/** Under `owned` a person's name is theirs on IRC, too: refuses `name_taken`. */
export async function needNick(irc: Irc, client: Client, nick: string): Promise<void> {
  if (irc.options.nickPolicy === "free") return;
  const { core } = irc;
  const holder = await core.lookups.userByNick(nick);
  if (holder && holder.id !== client.login?.id) throw new Refusal("name_taken", { name: holder.name });
  if (holder) core.guests.release(client.id);
  else core.guests.claim(client.id, nick);
}

async function begin(irc: Irc, client: Client): Promise<void> {
  const isSeen = isSeenAlready(irc, client);
  client.isRegistered = true;
  irc.people.enter(client);
  await openSession(irc, client);
  if (client.isClosed) return;
  const { serverName, networkName, version } = irc.options;
  client.numeric("001", `Welcome to ${networkName}, ${maskOf(client)}`);
  client.numeric("002", `Your host is ${serverName}, running Hearth ${version}`);
  client.numeric("003", `This server was started ${new Date(irc.startedAtMs).toUTCString()}`);
  client.numeric("004", serverName, `hearth-${version}`, "BiRow", "CIbeiklmnostv", "Ibeklov");
  sendSupport(irc, client);
  sendLusers(irc, client);
  sendMotd(irc, client);
  if (client.session) irc.parts.onOpened(client.session);
  if (client.away !== null && client.session) irc.core.presence.say(client.session, "away");
  if (!isSeen) sendMonitor(irc, client, true);
  sendOwn(irc, client);
  await showRooms(irc, client, { isSeen, seenIn: new Set() });
}

export function sendMotd(irc: Irc, client: Client): void {
  const { motd, serverName } = irc.options;
  if (motd === null) return client.numeric("422", "There is no message of the day");
  client.numeric("375", `- ${serverName} Message of the day - `);
  for (const line of motd) client.numeric("372", `- ${line}`);
  client.numeric("376", "End of /MOTD command");
}

export function sendLusers(irc: Irc, client: Client): void {
  const { users, invisible, opers, unknown } = irc.people.count();
  const channels = [...irc.channels.all()].filter(
    (channel) => !channel.isPair && channel.isPeopled(irc.people),
  );
  client.numeric("251", `There are ${users - invisible} users and ${invisible} invisible on 1 servers`);
  client.numeric("252", String(opers), "IRC Operators online");
  client.numeric("253", String(unknown), "unregistered connections");
  client.numeric("254", String(channels.length), "channels formed");
  client.numeric("255", `I have ${users} clients and 0 servers`);
  const most = Math.max(irc.people.maxClients, users);
  client.numeric("265", String(users), String(most), `Current local users ${users}, max ${most}`);
  client.numeric("266", String(users), String(most), `Current global users ${users}, max ${most}`);
}
