import type { RoomRules, SessionId, UserId } from "@hearth/protocol";
import { formatModes } from "../bridge/changes.ts";
import { tellFrom } from "../bridge/membership.ts";
import type { Call, CommandTable } from "../call.ts";
import type { Channel } from "../channel.ts";
import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";
import { type Face, maskOf } from "../faces.ts";
import { type ListMode, listModes, maxListEntries, parseBan } from "../lists.ts";
import { cutText, foldCase, isChannel } from "../wire/names.ts";
import { needChannel } from "./channel.ts";
import { userMode } from "./user-mode.ts";

/** RFC 2812 section 3.1.5, 3.2.3. */
export const modeCommands: CommandTable = {
  MODE: { least: 1, when: "after", run: mode },
};

/** One letter of a MODE command with its sign and value. */
interface Change {
  readonly isOn: boolean;
  readonly letter: string;
  readonly value: string | undefined;
}

const maxChanges = 20;
const maxKeyBytes = 64;

async function mode(call: Call): Promise<void> {
  const { irc, client, params } = call;
  const [target = "", ...rest] = params;
  if (!isChannel(target)) return userMode(call);
  const channel = await needChannel(irc, client, target);
  if (!channel) return undefined;
  if (rest.length === 0) return showModes(client, channel);
  const rules = new RuleChanges(irc, client, channel);
  for (const change of parseChanges(rest)) {
    if (isListed(change)) showList(client, channel, change.letter as ListMode);
    else if (!needOperator(client, channel, change)) break;
    else if (!rules.add(change)) await apply(irc, client, channel, rules, change);
  }
  return rules.commit();
}

/** Rules that one MODE changes, kept together so that the room is told of them in one line. */
class RuleChanges {
  readonly #irc: Irc;
  readonly #client: Client;
  readonly #channel: Channel;
  #rules: Partial<RoomRules> = {};

  constructor(irc: Irc, client: Client, channel: Channel) {
    this.#irc = irc;
    this.#client = client;
    this.#channel = channel;
  }

  /** Takes a change of a rule; says whether it was one. */
  add(change: Change): boolean {
    const rules = rulesOf(this.#client, this.#channel, change);
    this.#rules = { ...this.#rules, ...rules };
    return rules !== null;
  }

  async commit(): Promise<void> {
    const rules = this.#rules;
    this.#rules = {};
    if (Object.keys(rules).length === 0) return;
    await this.#irc.execute(this.#client, { type: "room.setRules", room: this.#channel.id, rules });
  }
}

/** What a letter means for the room's rules; `null` when it is no rule. A bad value is told and changes nothing. */
function rulesOf(client: Client, channel: Channel, change: Change): Partial<RoomRules> | null {
  const { letter, isOn } = change;
  switch (letter) {
    case "i":
      return { inviteOnly: isOn };
    case "m":
      return { readOnly: isOn };
    case "n":
      return { outsidersWrite: !isOn };
    case "s":
      return { unlisted: isOn };
    case "t":
      return { topicOpen: !isOn };
    case "k":
      return readKey(client, channel, change);
    case "l":
      return readLimit(client, channel, change);
    default:
      return null;
  }
}

function showModes(client: Client, channel: Channel): void {
  client.numeric("324", channel.name, ...formatModes(channel, channel.has(client.person)));
  client.numeric("329", channel.name, String(Math.floor(channel.createdAtMs / 1000)));
}

function parseChanges([letters = "", ...values]: readonly string[]): Change[] {
  const changes: Change[] = [];
  let isOn = true;
  for (const letter of letters) {
    if (letter === "+" || letter === "-") isOn = letter === "+";
    else changes.push({ isOn, letter, value: takesValue(letter, isOn) ? values.shift() : undefined });
  }
  return changes.slice(0, maxChanges);
}

function takesValue(letter: string, isOn: boolean): boolean {
  return "beIkov".includes(letter) || (letter === "l" && isOn);
}

function isListed({ letter, value }: Change): boolean {
  return value === undefined && (listModes as readonly string[]).includes(letter);
}

function needOperator(client: Client, channel: Channel, { letter }: Change): boolean {
  if (!"beIklovCimnst".includes(letter)) {
    client.numeric("472", letter, "is an unknown mode to me");
    return false;
  }
  if (channel.isOperator(client.person)) return true;
  if (channel.has(client.person)) client.numeric("482", channel.name, "You're not channel operator");
  else client.numeric("442", channel.name, "You're not on that channel");
  return false;
}

async function apply(
  irc: Irc,
  client: Client,
  channel: Channel,
  rules: RuleChanges,
  change: Change,
): Promise<void> {
  const { letter, isOn, value } = change;
  await rules.commit();
  switch (letter) {
    case "C":
      return setNoCtcp(irc, client, channel, isOn);
    case "o":
    case "v":
      return setStatus(irc, client, channel, change);
    default:
      return value === undefined ? undefined : setMask(irc, client, channel, letter as ListMode, change);
  }
}

function readKey(client: Client, channel: Channel, { isOn, value }: Change): Partial<RoomRules> {
  if (!isOn) return { joinKey: null };
  if (value !== undefined && /^[^\s,\p{C}:][^\s,\p{C}]*$/u.test(value) && value.length <= maxKeyBytes) {
    return { joinKey: value };
  }
  if (value === undefined) client.numeric("461", "MODE", "Not enough parameters");
  else client.numeric("525", channel.name, "That cannot be a key");
  return {};
}

function readLimit(client: Client, channel: Channel, { isOn, value }: Change): Partial<RoomRules> {
  if (!isOn) return { memberLimit: null };
  const limit = value !== undefined && /^\d{1,9}$/u.test(value) ? Number(value) : 0;
  if (limit >= 1) return { memberLimit: limit };
  if (value === undefined) client.numeric("461", "MODE", "Not enough parameters");
  else client.numeric("696", channel.name, "l", value || "*", "A limit is a number above 0");
  return {};
}

async function setNoCtcp(irc: Irc, client: Client, channel: Channel, isOn: boolean): Promise<void> {
  if (channel.noCtcp === isOn) return;
  channel.noCtcp = isOn;
  await irc.channels.save(channel);
  tellMode(irc, client, channel, [isOn ? "+C" : "-C"]);
}

async function setStatus(irc: Irc, client: Client, channel: Channel, change: Change): Promise<void> {
  const { letter, isOn, value } = change;
  if (value === undefined) return client.numeric("461", "MODE", "Not enough parameters");
  const face = irc.people.faceByNick(value);
  if (!face) return client.numeric("401", value, "No such nick");
  if (!channel.has(face.person))
    return client.numeric("441", face.nick, channel.name, "They aren't on that channel");
  const room = channel.id;
  if (letter === "v") {
    await irc.execute(client, {
      type: "speaker.set",
      room,
      person: face.person as UserId | SessionId,
      on: isOn,
    });
    return;
  }
  const isOperator = channel.isOperator(face.person);
  if (isOperator === isOn) return;
  await setRole(irc, client, channel, face, isOn);
}

async function setRole(
  irc: Irc,
  client: Client,
  { id: room }: Channel,
  face: Face,
  isOn: boolean,
): Promise<void> {
  const role = isOn ? "moderator" : "member";
  if (face.account === null) {
    await irc.execute(client, { type: "guest.setRole", room, guest: face.person as SessionId, role });
  } else {
    await irc.execute(client, { type: "member.setRole", room, user: face.person as UserId, role });
  }
}

async function setMask(
  irc: Irc,
  client: Client,
  channel: Channel,
  letter: ListMode,
  { isOn, value = "" }: Change,
): Promise<void> {
  const mask = parseBan(cutText(value, 200));
  if (mask === null || mask === "") return;
  const old = channel.lists[letter];
  const rest = old.filter((entry) => foldCase(entry.mask) !== foldCase(mask));
  if (isOn === rest.length < old.length) return;
  if (isOn && old.length >= maxListEntries)
    return client.numeric("478", channel.name, letter, "That list is full");
  const entries = isOn ? [...old, { mask, by: maskOf(client), atMs: irc.nowMs }] : rest;
  channel.lists = { ...channel.lists, [letter]: entries };
  await irc.channels.save(channel);
  tellMode(irc, client, channel, [`${isOn ? "+" : "-"}${letter}`, mask]);
}

function tellMode(irc: Irc, client: Client, channel: Channel, params: readonly string[]): void {
  const out = {
    source: maskOf(client),
    account: client.account,
    command: "MODE",
    params: [channel.name, ...params],
    atMs: irc.nowMs,
  };
  tellFrom(channel, client, () => [out]);
}

const listNumerics: Readonly<Record<ListMode, readonly [entry: string, end: string, name: string]>> = {
  b: ["367", "368", "ban"],
  e: ["348", "349", "exception"],
  I: ["346", "347", "invite exception"],
};

function showList(client: Client, channel: Channel, letter: ListMode): void {
  const [entry, end, name] = listNumerics[letter];
  if (letter !== "b" && !channel.isOperator(client.person)) {
    return client.numeric("482", channel.name, "You're not channel operator");
  }
  for (const { mask, by, atMs } of channel.lists[letter]) {
    client.numeric(entry, channel.name, mask, by, String(Math.floor(atMs / 1000)));
  }
  client.numeric(end, channel.name, `End of channel ${name} list`);
}
