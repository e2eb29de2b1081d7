import { findTitleProblem, normalizeName, Refusal } from "@hearth/protocol";
import type { RoomRow } from "../../../core/rows.ts";
import type { Call, CommandTable } from "../call.ts";
import type { Channel } from "../channel.ts";
import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";
import { isBanned, isExcepted } from "../lists.ts";
import { introduce, sendNameLines } from "../standing/introduce.ts";
import { channelsOf } from "../standing/peers.ts";
import { cutText, foldCase, isChannelName } from "../wire/names.ts";

/** RFC 2812 section 3.2.1, 3.2.2, 3.2.5. */
export const joinCommands: CommandTable = {
  JOIN: { least: 1, when: "after", run: join },
  PART: { least: 1, when: "after", run: part },
  NAMES: { least: 0, when: "after", run: names },
};

async function join(call: Call): Promise<void> {
  const { irc, client, params } = call;
  const [list = "", keys = ""] = params;
  if (list === "0") return partAll(call);
  const byPlace = keys.split(",");
  for (const [place, name] of list.split(",").entries()) {
    if (name === "") continue;
    client.isJoining = true;
    try {
      await joinOne(irc, client, name, byPlace[place]);
    } catch (error) {
      irc.fail(client, error, "JOIN", name);
    } finally {
      client.isJoining = false;
    }
  }
}

async function joinOne(irc: Irc, client: Client, name: string, key: string | undefined): Promise<void> {
  if (!isChannelName(name, irc.options.limits.channelLength)) {
    return client.numeric(name.startsWith("#") ? "476" : "403", name, "That cannot be a channel's name");
  }
  if (!(await enterKnown(irc, client, name, key))) await found(irc, client, name, key);
}

/** Comes into a room that is there; says whether it is. */
async function enterKnown(irc: Irc, client: Client, name: string, key: string | undefined): Promise<boolean> {
  const row = await irc.channels.findRow(name);
  const channel = row && (await irc.bridge.open(row.id));
  if (!row || !channel) return false;
  if (!channel.has(client.person) || !channel.audience.has(client))
    await enter(irc, client, channel, row, key);
  return true;
}

/** A name nobody has becomes a public room, and whoever said it its owner. */
async function found(irc: Irc, client: Client, name: string, key: string | undefined): Promise<void> {
  const title = normalizeName(name.slice(1));
  if (foldCase(title) !== foldCase(name.slice(1)) || findTitleProblem(title) !== null) {
    return client.numeric("476", name, "That cannot be a channel's name");
  }
  try {
    const slug = foldCase(title);
    const create = { type: "room.create", kind: "public", title, topic: "", slug } as const;
    const { room } = await irc.execute(client, create);
    await arrive(irc, client, room.id);
  } catch (error) {
    // Somebody else made it at the same moment.
    if (!(error instanceof Refusal) || error.reason !== "slug_taken") throw error;
    await enterKnown(irc, client, name, key);
  }
}

async function enter(
  irc: Irc,
  client: Client,
  channel: Channel,
  row: RoomRow,
  key: string | undefined,
): Promise<void> {
  const isInvited = await isAsked(irc, client, row);
  if (!isInvited && isBanned(channel.lists, client)) throw new Refusal("room_banned");
  const pass =
    isInvited || (channel.rules.inviteOnly && isExcepted(channel.lists.I, client) && fits(channel, key));
  await irc.act(client, (session) => irc.core.guests.enter(session, row.id, key, pass));
  if (client.kept.invitedTo.has(row.id)) client.keep().invitedTo.delete(row.id);
  await arrive(irc, client, row.id);
}

/** +I lets past +i alone: key and limit still hold. */
function fits({ rules, seats }: Channel, key: string | undefined): boolean {
  return (
    (rules.joinKey === null || rules.joinKey === key) &&
    (rules.memberLimit === null || seats.size < rules.memberLimit)
  );
}

async function isAsked(irc: Irc, client: Client, row: RoomRow): Promise<boolean> {
  if (client.kept.invitedTo.has(row.id)) return true;
  return client.login !== null && (await irc.core.lookups.isInvited(row.id, client.login.id));
}

async function arrive(irc: Irc, client: Client, room: RoomRow["id"]): Promise<void> {
  await irc.bridge.settled(room);
  const channel = await irc.bridge.open(room);
  if (channel && !client.isClosed) await introduce(irc, client, channel);
}

async function part({ irc, client, params }: Call): Promise<void> {
  const [list = "", reason] = params;
  for (const name of list.split(",")) {
    try {
      await partOne(irc, client, name, reason);
    } catch (error) {
      irc.fail(client, error, "PART", name);
    }
  }
}

async function partOne(irc: Irc, client: Client, name: string, reason: string | undefined): Promise<void> {
  const channel = await irc.channels.find(name);
  if (!channel || (channel.isHidden && channel.kind !== "public" && !channel.has(client.person)))
    return client.numeric("403", name, "No such channel");
  if (!channel.has(client.person)) return client.numeric("442", name, "You're not on that channel");
  const text =
    reason === undefined || reason === "" ? {} : { reason: cutText(reason, irc.options.limits.kickLength) };
  await irc.execute(client, { type: "room.leave", room: channel.id, ...text });
  await irc.bridge.settled(channel.id);
}

async function partAll({ irc, client }: Call): Promise<void> {
  for (const channel of channelsOf(irc, client.person)) {
    await irc.execute(client, { type: "room.leave", room: channel.id });
    await irc.bridge.settled(channel.id);
  }
}

async function names({ irc, client, params }: Call): Promise<void> {
  const list = params[0] ?? "";
  if (list === "") return client.numeric("366", "*", "End of /NAMES list");
  for (const name of list.split(",")) {
    const channel = await irc.channels.find(name);
    if (channel && !channel.isPair && (!channel.isHidden || channel.has(client.person)))
      sendNameLines(irc, client, channel);
  }
  client.numeric("366", list, "End of /NAMES list");
}
