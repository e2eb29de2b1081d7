import type { UserRow } from "../../../core/rows.ts";
import { formatJoin, tellChannel } from "../bridge/membership.ts";
import type { Client } from "../client.ts";
import type { IrcDoor } from "../door.ts";
import { maskOf } from "../faces.ts";
import { createSession } from "../session.ts";
import { introduce } from "./introduce.ts";
import { channelsOf, peersOf } from "./peers.ts";

/** A connection is a person from now on: before registration, or as a guest that was here already. */
export async function signIn(
  irc: IrcDoor,
  client: Client,
  user: Pick<UserRow, "id" | "name">,
): Promise<void> {
  const was = client.login;
  const seenIn = new Set(client.isRegistered ? channelsOf(irc, client.person) : []);
  if (client.isRegistered) irc.people.withdraw(client);
  client.login = { id: user.id, name: user.name };
  if (client.isRegistered) await changePerson(irc, client, was === null);
  client.numeric("900", maskOf(client), user.name, `You are now logged in as ${user.name}`);
  if (!client.isRegistered || was?.id === user.id) return;
  for (const peer of peersOf(irc, client)) {
    if (peer.has("account-notify"))
      peer.send({ source: maskOf(client), command: "ACCOUNT", params: [user.name] });
  }
  if (client.has("account-notify"))
    client.send({ source: maskOf(client), command: "ACCOUNT", params: [user.name] });
  await showRooms(irc, client, seenIn);
}

async function changePerson(irc: IrcDoor, client: Client, wasGuest: boolean): Promise<void> {
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
export async function openSession(irc: IrcDoor, client: Client): Promise<void> {
  const session = createSession(client, irc.sessions);
  client.session = session;
  await irc.core.open(session);
}

/** Shows a person's new connection in the rooms the person is in, and the rooms to it. */
export async function showRooms(
  irc: IrcDoor,
  client: Client,
  seenIn: ReadonlySet<unknown> = new Set(),
): Promise<void> {
  if (!client.login) return;
  const isSeen = isSeenAlready(irc, client);
  for (const { room } of await irc.core.lookups.roomsOf(client.login.id)) {
    const channel = await irc.bridge.open(room);
    if (!channel || channel.isPair || seenIn.has(channel)) continue;
    if (isSeen) for (const out of formatJoin(channel, client, {})(client.caps)) client.send(out);
    else tellChannel(channel, formatJoin(channel, client, {}));
    await introduce(irc, client, channel);
  }
}

/** Under the same nick by another door already: nothing changes for the others. */
function isSeenAlready(irc: IrcDoor, client: Client): boolean {
  if (!client.login) return false;
  const face = irc.people.elsewhereOf(client.login.id);
  if (!face || irc.people.clientsOf(client.person).length > 1) return false;
  if (client.isNamed(face.nick)) return true;
  irc.bridge.elsewhere.vanish(face, "Now on IRC");
  return false;
}
