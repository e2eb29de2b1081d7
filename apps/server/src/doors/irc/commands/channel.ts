import { Refusal, type SessionId, type UserId } from "@hearth/protocol";
import type { Call, CommandTable } from "../call.ts";
import type { Channel } from "../channel.ts";
import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";
import { type Face, maskOf } from "../faces.ts";
import { sendTopic } from "../standing/introduce.ts";
import { cutText, foldCase, isChannelName } from "../wire/names.ts";

/** Topic, order and invitations. RFC 2812 section 3.2.4, 3.2.7, 3.2.8; draft/channel-rename. */
export const channelCommands: CommandTable = {
  TOPIC: { least: 1, when: "after", run: topic },
  KICK: { least: 2, when: "after", run: kick },
  INVITE: { least: 0, when: "after", run: invite },
  RENAME: { least: 2, when: "after", run: rename },
};

/** A channel this client may know of; else tells 403 and gives nothing. */
export async function needChannel(irc: Irc, client: Client, name: string): Promise<Channel | null> {
  const channel = name.startsWith("#") ? await irc.channels.find(name) : undefined;
  const isKnown = channel && !channel.isPair && (channel.kind === "public" || channel.has(client.person));
  if (isKnown) return channel;
  client.numeric("403", name, "No such channel");
  return null;
}

async function topic({ irc, client, params }: Call): Promise<void> {
  const [name = "", text] = params;
  const channel = await needChannel(irc, client, name);
  if (!channel) return;
  const isInside = channel.has(client.person);
  if (!isInside && (channel.isHidden || text !== undefined))
    return client.numeric("442", channel.name, "You're not on that channel");
  if (text === undefined) return sendTopic(client, channel);
  await irc.execute(client, {
    type: "room.setTopic",
    room: channel.id,
    topic: cutText(text, irc.options.limits.topicLength),
  });
}

/** One channel and some nicks, or as many channels as nicks (RFC 2812 section 3.2.8). */
async function kick(call: Call): Promise<void> {
  const [names = "", nicks = ""] = call.params;
  const channels = names.split(",");
  const people = nicks.split(",");
  if (channels.length > 1 && channels.length !== people.length)
    return call.client.numeric("461", "KICK", "Not enough parameters");
  for (const [place, nick] of people.entries()) await kickOne(call, channels[place] ?? names, nick);
}

async function kickOne({ irc, client, params }: Call, name: string, nick: string): Promise<void> {
  const reason = params[2];
  const channel = await needChannel(irc, client, name);
  if (!channel) return;
  if (!channel.has(client.person) && !client.isOper)
    return client.numeric("442", channel.name, "You're not on that channel");
  if (!channel.isOperator(client.person))
    return client.numeric("482", channel.name, "You're not channel operator");
  const why =
    reason === undefined || reason === "" ? {} : { reason: cutText(reason, irc.options.limits.kickLength) };
  const face = irc.people.faceByNick(nick);
  if (!face) return client.numeric("401", nick, "No such nick");
  if (!channel.has(face.person))
    return client.numeric("441", nick, channel.name, "They aren't on that channel");
  await removeFace(irc, client, channel, face, why);
}

async function removeFace(
  irc: Irc,
  client: Client,
  channel: Channel,
  face: Face,
  why: { readonly reason?: string },
): Promise<void> {
  const room = channel.id;
  if (face.account === null) {
    await irc.execute(client, { type: "guest.remove", room, guest: face.person as SessionId, ...why });
  } else {
    await irc.execute(client, { type: "member.remove", room, user: face.person as UserId, ...why });
  }
}

async function invite(call: Call): Promise<void> {
  const { irc, client, params } = call;
  const [nick, name] = params;
  if (nick === undefined) return listInvitations(call);
  if (name === undefined) return client.numeric("461", "INVITE", "Not enough parameters");
  const face = irc.people.faceByNick(nick);
  if (!face) return client.numeric("401", nick, "No such nick");
  const channel = await needChannel(irc, client, name);
  if (!channel) return undefined;
  if (!channel.has(client.person)) return client.numeric("442", channel.name, "You're not on that channel");
  if (channel.rules.inviteOnly && !channel.isOperator(client.person))
    return client.numeric("482", channel.name, "You're not channel operator");
  if (channel.has(face.person))
    return client.numeric("443", face.nick, channel.name, "is already on channel");
  return ask(irc, client, channel, face);
}

async function ask(irc: Irc, client: Client, channel: Channel, face: Face): Promise<void> {
  const asked = irc.people.clientsOf(face.person);
  // A person's invitation is kept by core and reaches all their doors; a guest's lives as long as the guest.
  const isKept = face.account !== null && client.login !== null;
  if (isKept)
    await irc.execute(client, { type: "room.invite", room: channel.id, users: [face.person as UserId] });
  for (const other of asked) other.keep().invitedTo.add(channel.id);
  client.numeric("341", face.nick, channel.name);
  if (face.away !== null) client.numeric("301", face.nick, face.away);
  const out = {
    source: maskOf(client),
    account: client.account,
    command: "INVITE",
    params: [face.nick, channel.name],
  };
  if (!isKept) for (const other of asked) other.send({ ...out, params: [other.nick, channel.name] });
  for (const peer of channel.audience.listeners()) {
    if (peer !== client && peer.has("invite-notify") && channel.isOperator(peer.person)) peer.send(out);
  }
}

async function listInvitations({ irc, client }: Call): Promise<void> {
  const kept = client.login ? await irc.core.lookups.invitationsOf(client.login.id) : [];
  for (const room of new Set([...kept, ...client.kept.invitedTo])) {
    const channel = await irc.channels.load(room as Channel["id"]);
    if (channel) client.numeric("336", channel.name);
  }
  client.numeric("337", "End of /INVITE list");
}

async function rename({ irc, client, params }: Call): Promise<void> {
  const [from = "", to = "", reason = ""] = params;
  const channel = await needChannel(irc, client, from);
  if (!channel) return;
  if (!channel.isOperator(client.person))
    return client.numeric("482", channel.name, "You're not channel operator");
  if (!isChannelName(to, irc.options.limits.channelLength)) {
    return client.fail("FAIL", "RENAME", "CANNOT_RENAME", from, to, "That cannot be a channel's name");
  }
  irc.bridge.renameReasons.set(channel.id, reason);
  try {
    await irc.execute(client, {
      type: "room.rename",
      room: channel.id,
      title: to.slice(1),
      slug: foldCase(to.slice(1)),
    });
  } catch (error) {
    if (!(error instanceof Refusal) || error.reason !== "slug_taken") throw error;
    client.fail("FAIL", "RENAME", "CHANNEL_NAME_IN_USE", from, to, "Another channel has that name");
  } finally {
    irc.bridge.renameReasons.delete(channel.id);
  }
}
