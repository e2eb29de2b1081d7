import type { Channel } from "../channel.ts";
import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";
import { type Face, maskOf, type PersonId } from "../faces.ts";
import { formatOut, type Out } from "../message.ts";
import { watchersOf } from "./monitor.ts";

/** The rooms IRC shows someone in. */
export function channelsOf(irc: Irc, person: PersonId): Channel[] {
  return [...irc.channels.all()].filter((channel) => !channel.isPair && channel.has(person));
}

/** Everyone who shares a room with someone, the connections of the person themselves aside. */
export function peersOf(irc: Irc, face: Face): Set<Client> {
  const peers = new Set<Client>();
  for (const channel of channelsOf(irc, face.person)) {
    for (const client of channel.audience.listeners()) if (client !== face.client) peers.add(client);
  }
  return peers;
}

/** Tells everyone in these rooms, each of them once. When a thousand leave at the same time, a million are told. */
export function tellOnce(channels: readonly Channel[], out: Out): void {
  const texts = new Map<number, string>();
  const format = (caps: number): string => {
    const text = texts.get(caps) ?? formatOut(out, caps);
    texts.set(caps, text);
    return text;
  };
  const [only, ...others] = channels;
  if (only && others.length === 0) return only.audience.send(format);
  const told = new Set<Client>();
  for (const channel of channels) for (const client of channel.audience.listeners()) told.add(client);
  for (const client of told) client.sendText(format(client.caps));
}

/** Under the same nick someone goes on by another door, or from another place. IRCv3 chghost. */
export function tellHost(irc: Irc, was: Face, now: Face): void {
  const { user, host, account } = now;
  if (was.user === user && was.host === host) return;
  const out = { source: maskOf(was), command: "CHGHOST", params: [user, host], account };
  tellPeers(irc, now, out, (peer) => peer.has("chghost"));
}

/** Tells everyone who shares a room, where they can read it; with extended-monitor those who watch, too. */
export function tellPeers(irc: Irc, face: Face, out: Out, canRead: (client: Client) => boolean): void {
  const peers = peersOf(irc, face);
  for (const client of watchersOf(irc, face.nick)) if (client.has("extended-monitor")) peers.add(client);
  for (const client of peers) if (client !== face.client && canRead(client)) client.send(out);
}
