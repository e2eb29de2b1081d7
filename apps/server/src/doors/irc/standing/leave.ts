import type { Client } from "../client.ts";
import type { ConnectionEnd, Irc } from "../contract.ts";
import { maskOf } from "../faces.ts";
import { sendMonitor } from "./monitor.ts";
import { channelsOf, tellHost, tellOnce } from "./peers.ts";

/** Takes a connection that ends out of everything it was seen in. */
export function leave(irc: Irc, client: Client, end: ConnectionEnd): void {
  if (!client.isRegistered) return;
  const staysSeen = isSeenLater(irc, client, end);
  const out = { source: maskOf(client), account: client.account, command: "QUIT", params: [end.reason] };
  const channels = channelsOf(irc, client.person);
  for (const channel of irc.channels.all()) channel.audience.remove(client);
  if (!staysSeen) tellOnce(channels, out);
  for (const channel of channels) {
    // A guest's places end with it; what the log says of that is told to nobody twice.
    if (!client.login) channel.seats.delete(client.person);
  }
  irc.people.withdraw(client);
  client.isRegistered = false;
  remember(irc, client);
  if (!staysSeen) sendMonitor(irc, client, false);
  const next = client.login && irc.people.elsewhereOf(client.login.id);
  if (next && irc.people.clientsOf(client.person).length === 0) {
    if (staysSeen) tellHost(irc, client, next);
    else irc.bridge.elsewhere.appear(next);
  }
  endSession(irc, client, end);
}

/** Is the person still seen under this nick: by another connection, by another door, or as one who may be back at once? */
function isSeenLater(irc: Irc, client: Client, { why }: ConnectionEnd): boolean {
  if (!client.login) return false;
  if (irc.people.clientsOf(client.person).length > 1) return irc.people.twinsOf(client).length > 0;
  const elsewhere = irc.people.elsewhereOf(client.login.id);
  if (elsewhere) return client.isNamed(elsewhere.nick);
  // Presence waits, too, before it calls someone gone who may only have lost the network.
  const mayBeBack = why === "lost" && !client.isAbsent;
  if (mayBeBack) irc.people.linger(client, client.login.id);
  return mayBeBack;
}

export function remember(irc: Irc, client: Client): void {
  const { nick, user, host, realname, link } = client;
  irc.people.remember({ nick, user, host, realname, ip: link.ip, atMs: irc.nowMs });
}

function endSession(irc: Irc, client: Client, { why, reason }: ConnectionEnd): void {
  const { session } = client;
  client.session = null;
  if (!session) return;
  irc.core.close(session, why === "silent", reason);
  irc.parts.onClosed(session, reason);
}
