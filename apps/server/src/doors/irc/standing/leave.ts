import type { Client } from "../client.ts";
import type { IrcDoor } from "../door.ts";
import { maskOf } from "../faces.ts";
import { foldCase } from "../wire/names.ts";
import { sendMonitor } from "./monitor.ts";
import { channelsOf, peersOf } from "./peers.ts";

/** Takes a connection that ends out of everything it was seen in. */
export function leave(irc: IrcDoor, client: Client, reason: string): void {
  if (!client.isRegistered) return;
  const out = { source: maskOf(client), account: client.account, command: "QUIT", params: [reason] };
  const next = faceAfter(irc, client);
  const staysSeen = next !== undefined && foldCase(next.nick) === foldCase(client.nick);
  if (!staysSeen) for (const peer of peersOf(irc, client)) peer.send(out);
  for (const channel of channelsOf(irc, client.person)) {
    channel.audience.remove(client);
    // A guest's places end with it; what the log says of that is told to nobody twice.
    if (!client.login) channel.seats.delete(client.person);
  }
  for (const channel of irc.channels.all()) channel.audience.remove(client);
  irc.people.withdraw(client);
  client.isRegistered = false;
  remember(irc, client);
  if (!staysSeen) sendMonitor(irc, client, false);
  if (next && !staysSeen && irc.people.clientsOf(client.person).length === 0)
    irc.bridge.elsewhere.appear(next);
  endSession(irc, client, reason);
}

/** How the person is seen once this connection is gone. */
function faceAfter(irc: IrcDoor, client: Client) {
  if (!client.login) return undefined;
  const others = irc.people.clientsOf(client.person).filter((other) => other !== client);
  if (others.length > 0) return undefined;
  return irc.people.elsewhereOf(client.login.id);
}

export function remember(irc: IrcDoor, client: Client): void {
  const { nick, user, host, realname, link } = client;
  irc.people.remember({ nick, user, host, realname, ip: link.ip, atMs: irc.nowMs });
}

function endSession(irc: IrcDoor, client: Client, reason: string): void {
  const { session } = client;
  client.session = null;
  if (!session) return;
  irc.core.close(session, reason.startsWith("Ping timeout"), reason);
  irc.parts.onClosed(session, reason);
}
