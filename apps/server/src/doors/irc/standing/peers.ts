import type { Channel } from "../channel.ts";
import type { Client } from "../client.ts";
import type { IrcDoor } from "../door.ts";
import type { Face, PersonId } from "../faces.ts";
import type { Out } from "../message.ts";
import { watchersOf } from "./monitor.ts";

/** The rooms IRC shows someone in. */
export function channelsOf(irc: IrcDoor, person: PersonId): Channel[] {
  return [...irc.channels.all()].filter((channel) => !channel.isPair && channel.has(person));
}

/** Everyone who shares a room with someone, the connections of the person themselves aside. */
export function peersOf(irc: IrcDoor, face: Face): Set<Client> {
  const peers = new Set<Client>();
  for (const channel of channelsOf(irc, face.person)) {
    for (const client of channel.audience.listeners()) if (client !== face.client) peers.add(client);
  }
  return peers;
}

/** Tells everyone who shares a room, where they can read it; with extended-monitor those who watch, too. */
export function tellPeers(irc: IrcDoor, face: Face, out: Out, canRead: (client: Client) => boolean): void {
  const peers = peersOf(irc, face);
  for (const client of watchersOf(irc, face.nick)) if (client.has("extended-monitor")) peers.add(client);
  for (const client of peers) if (client !== face.client && canRead(client)) client.send(out);
}
