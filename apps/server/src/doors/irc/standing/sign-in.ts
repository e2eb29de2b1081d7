import type { UserRow } from "../../../core/rows.ts";
import { formatJoin, tellChannel } from "../bridge/membership.ts";
import type { Channel } from "../channel.ts";
import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";
import { maskOf } from "../faces.ts";
import { IrcSession } from "../session.ts";
import { introduce } from "./introduce.ts";
import { channelsOf, tellHost, tellPeers } from "./peers.ts";

/** A connection is a person from now on: before registration, or as a guest that was here already. */
export async function signIn(irc: Irc, client: Client, user: Pick<UserRow, "id" | "name">): Promise<void> {
  const was = client.login;
  const seenIn = new Set<Channel>(client.isRegistered ? channelsOf(irc, client.person) : []);
  if (client.isRegistered) irc.people.withdraw(client);
  client.login = { id: user.id, name: user.name };
  if (client.isRegistered) await changePerson(irc, client, was === null);
  client.numeric("900", maskOf(client), user.name, `You are now logged in as ${user.name}`);
  if (!client.isRegistered || was?.id === user.id) return;
  const out = { source: maskOf(client), command: "ACCOUNT", params: [user.name] };
  tellPeers(irc, client, out, (peer) => peer.has("account-notify"));
  if (client.has("account-notify")) client.send(out);
  await showRooms(irc, client, { isSeen: isSeenAlready(irc, client), seenIn });
}

async function changePerson(irc: Irc, client: Client, wasGuest: boolean): Promise<void> {
  const { login, session } = client;
  const seats = new Map(channelsOf(irc, client.id).map((channel) => [channel, channel.seats.get(client.id)]));
  irc.people.enter(client);
  client.isAdopting = true;
  try {
    if (wasGuest && login) await irc.core.guests.adopt(client.id, login.id);
    if (session) irc.core.close(session, false);
    await openSession(irc, client);
    for (const [channel, seat] of seats) {
      await irc.bridge.settled(channel.id);
      if (seat && login) channel.seats.set(login.id, seat);
    }
  } finally {
    client.isAdopting = false;
  }
}

/** Begins the session in core; a person's rooms are listened to from here on. */
export async function openSession(irc: Irc, client: Client): Promise<void> {
  const session = new IrcSession(client, irc.sessions);
  client.session = session;
  await irc.core.open(session);
}

/** Shows a person's new connection in the rooms the person is in, and the rooms to it. */
export async function showRooms(
  irc: Irc,
  client: Client,
  { isSeen, seenIn }: { readonly isSeen: boolean; readonly seenIn: ReadonlySet<Channel> },
): Promise<void> {
  if (!client.login) return;
  for (const { room } of await irc.core.lookups.roomsOf(client.login.id)) {
    const channel = await irc.bridge.open(room);
    if (!channel || channel.isPair || seenIn.has(channel)) continue;
    if (isSeen) for (const out of formatJoin(channel, client, {})(client.caps)) client.send(out);
    else tellChannel(channel, formatJoin(channel, client, {}));
    await introduce(irc, client, channel);
  }
}

/**
 * Is the person seen under this nick already: by another connection, by another door, or because a connection
 * was lost a moment ago? Then for the others at most the host changes. Whoever was seen under another nick becomes this one.
 */
export function isSeenAlready(irc: Irc, client: Client): boolean {
  if (!client.login) return false;
  const others = irc.people.clientsOf(client.person).filter((other) => other !== client);
  const face = irc.people.endLinger(client.login.id) ?? irc.people.elsewhereOf(client.login.id);
  if (others.length > 0) return others.some((other) => other.isNamed(client.nick));
  if (!face) return false;
  if (client.isNamed(face.nick)) {
    tellHost(irc, face, client);
    return true;
  }
  irc.bridge.elsewhere.vanish(face, "Now on IRC");
  return false;
}
