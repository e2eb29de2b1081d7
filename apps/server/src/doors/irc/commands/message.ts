import {
  type ClientId,
  EmojiSchema,
  Refusal,
  type RoomId,
  type TextBody,
  type UserId,
} from "@hearth/protocol";
import * as v from "valibot";
import { parseMsgid } from "../bridge/msgid.ts";
import type { Piece } from "../bridge/text.ts";
import type { Call, CommandTable } from "../call.ts";
import type { Channel } from "../channel.ts";
import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";
import { type Face, maskOf } from "../faces.ts";
import { isMuted } from "../lists.ts";
import type { Out } from "../message.ts";
import { formatLine } from "../wire/format.ts";
import { byteLength } from "../wire/names.ts";

/** RFC 2812 section 3.3; IRCv3 message-tags (TAGMSG). */
export const messageCommands: CommandTable = {
  PRIVMSG: { least: 0, when: "after", isPipelined: true, run: (call) => say(call, "PRIVMSG") },
  NOTICE: { least: 0, when: "after", isPipelined: true, run: (call) => say(call, "NOTICE") },
  TAGMSG: { least: 1, when: "after", run: tagmsg },
};

const maxTargets = 10;
type Verb = "PRIVMSG" | "NOTICE" | "TAGMSG";

/** What is said, to wherever. */
export interface Said {
  readonly verb: Verb;
  readonly text: string;
  readonly clientTags: Readonly<Record<string, string>>;
  /** As several lines, where it was. */
  readonly pieces: readonly Piece[] | null;
}

async function say({ irc, client, line, params }: Call, verb: Verb): Promise<void> {
  const [targets = "", text = ""] = params;
  // A NOTICE is never answered, not even by an error (RFC 2812 section 3.3.2).
  if (targets === "")
    return verb === "NOTICE" ? undefined : client.numeric("411", `No recipient given (${verb})`);
  if (text === "") return verb === "NOTICE" ? undefined : client.numeric("412", "No text to send");
  const said: Said = { verb, text, clientTags: clientTagsOf(line.tags), pieces: null };
  await sayTo(irc, client, targets, said);
}

async function tagmsg({ irc, client, line, params }: Call): Promise<void> {
  const clientTags = clientTagsOf(line.tags);
  if (!client.has("message-tags") || Object.keys(clientTags).length === 0) return;
  await sayTo(irc, client, params[0] ?? "", { verb: "TAGMSG", text: "", clientTags, pieces: null });
}

export function clientTagsOf(tags: Readonly<Record<string, string>>): Record<string, string> {
  const legal = Object.entries(tags).filter(([key]) => /^\+[A-Za-z0-9./-]{1,64}$/u.test(key));
  return Object.fromEntries(legal);
}

async function sayTo(irc: Irc, client: Client, targets: string, said: Said): Promise<void> {
  const names = [...new Set(targets.split(","))];
  if (names.length > maxTargets) return client.numeric("407", targets, "Too many targets");
  for (const name of names) {
    try {
      await sayToOne(irc, client, name, said);
    } catch (error) {
      if (said.verb === "PRIVMSG" || client.isLabeled) failToSay(irc, client, error, name, said.verb);
    }
  }
}

function failToSay(irc: Irc, client: Client, error: unknown, name: string, verb: Verb): void {
  const isOutside = error instanceof Refusal && ["member_missing", "room_missing"].includes(error.reason);
  if (isOutside) client.numeric("404", name, "Cannot send to channel (+n)");
  else irc.fail(client, error, verb, name);
}

export async function sayToOne(irc: Irc, client: Client, name: string, said: Said): Promise<void> {
  if (isTooLong(client, name, said))
    return client.numeric("417", "That is too long for one line. Nothing was sent");
  const [, status = "", channelName] = /^([@+]?)(#.*)$/u.exec(name) ?? [];
  if (channelName === undefined) return sayToNick(irc, client, name, said);
  const channel = await irc.channels.find(channelName);
  const isKnown = channel && !channel.isPair && (channel.kind === "public" || channel.has(client.person));
  if (!isKnown)
    return said.verb === "NOTICE" ? undefined : client.numeric("403", channelName, "No such channel");
  await sayToChannel(irc, client, channel, status, said);
}

const maxLineBytes = 510;

/** Would others get it in two lines? Whoever wrote it is told, so that nothing is cut behind their back. */
function isTooLong(client: Client, target: string, { verb, text, pieces }: Said): boolean {
  if (pieces !== null || byteLength(text) < maxLineBytes / 2) return false;
  return byteLength(formatLine({ source: maskOf(client), verb, params: [target, text] })) > maxLineBytes;
}

async function sayToChannel(
  irc: Irc,
  client: Client,
  channel: Channel,
  status: string,
  said: Said,
): Promise<void> {
  const mayAlways = channel.isOperator(client.person) || channel.isSpeaker(client.person);
  if (!mayAlways && isMuted(channel.lists, client)) {
    return said.verb === "NOTICE"
      ? undefined
      : client.numeric("404", channel.name, "Cannot send to channel (+b)");
  }
  if (channel.noCtcp && isCtcp(said))
    return client.numeric("404", channel.name, "Cannot send CTCP to channel (+C)");
  if (status === "" && isKept(said)) return store(irc, client, channel, said);
  needVoice(client, channel, mayAlways);
  relay(irc, client, channel, status, said);
  if (said.verb === "TAGMSG" && status === "") await bridgeTags(irc, client, channel, said);
}

/** What passes through without being kept is held to the same rules. */
function needVoice(client: Client, channel: Channel, mayAlways: boolean): void {
  if (!channel.has(client.person) && !channel.rules.outsidersWrite) throw new Refusal("member_missing");
  if (channel.rules.readOnly && !mayAlways) throw new Refusal("room_read_only");
}

const isCtcp = ({ text }: Said): boolean => text.startsWith("\u0001") && !text.startsWith("\u0001ACTION ");

/** CTCP is between programs, tags alone are of the moment unless their sender asks to keep them. */
function isKept(said: Said): boolean {
  if (said.verb === "TAGMSG") return said.clientTags["+draft/persist"] !== undefined;
  return !isCtcp(said);
}

async function store(irc: Irc, client: Client, channel: Channel, said: Said): Promise<void> {
  const room = channel.id;
  if (said.verb === "TAGMSG") {
    await irc.execute(client, { type: "tags.send", room, tags: said.clientTags });
    return;
  }
  await send(irc, client, room, said);
}

async function send(irc: Irc, client: Client, room: RoomId, said: Said): Promise<void> {
  const clientId = irc.core.parts.ids.secret(12) as ClientId;
  const replyTo = parseReply(said.clientTags, room);
  irc.bridge.origins.set(clientId, { client, pieces: said.pieces });
  try {
    await irc.execute(client, {
      type: "message.send",
      room,
      clientId,
      body: createBody(said),
      ...(replyTo !== null && { replyTo }),
    });
    await irc.bridge.settled(room);
  } finally {
    irc.bridge.origins.delete(clientId);
  }
}

function createBody({ verb, text, clientTags }: Said): TextBody {
  const action = /^\u0001ACTION ([^\u0001]*)\u0001?$/su.exec(text)?.[1];
  // Bold, colour and the like are IRC's own; a message's text has no other control characters than breaks.
  const plain = (action ?? text).replace(/[\u0000-\u0008\u000B-\u001F\u007F]/gu, "");
  return {
    kind: "text",
    text: plain,
    ...(action !== undefined && { action: true as const }),
    ...(verb === "NOTICE" && { notice: true as const }),
    ...(Object.keys(clientTags).length > 0 && { tags: clientTags }),
  };
}

function parseReply(tags: Readonly<Record<string, string>>, room: RoomId): number | null {
  const msgid = tags["+draft/reply"] ?? tags["+reply"];
  return msgid === undefined ? null : parseMsgid(msgid, room);
}

/** What is not kept goes from connection to connection. */
function relay(irc: Irc, client: Client, channel: Channel, status: string, said: Said): void {
  const out = createRelayed(irc, client, `${status}${channel.name}`, said);
  const mayRead = (other: Client): boolean =>
    status === "" || channel.isOperator(other.person) || (status === "+" && channel.isSpeaker(other.person));
  for (const other of channel.audience.listeners()) {
    if (other !== client && mayRead(other) && canRead(other, said)) other.send(out);
  }
  if (client.has("echo-message") && canRead(client, said)) client.reply(out);
}

function canRead(client: Client, { verb }: Said): boolean {
  return verb !== "TAGMSG" || client.has("message-tags");
}

function createRelayed(irc: Irc, client: Client, target: string, said: Said): Out {
  return {
    source: maskOf(client),
    account: client.account,
    isBot: client.isBot,
    atMs: irc.nowMs,
    msgid: irc.core.parts.ids.uuid(),
    clientTags: said.clientTags,
    command: said.verb,
    params: said.verb === "TAGMSG" ? [target] : [target, said.text],
  };
}

/** Typing and reactions are seen at the other doors, too. */
async function bridgeTags(irc: Irc, client: Client, channel: Channel, { clientTags }: Said): Promise<void> {
  if (!client.login) return;
  const room = channel.id;
  const typing = clientTags["+typing"];
  if (typing !== undefined) await irc.execute(client, { type: "typing.set", room, on: typing === "active" });
  const seq = parseReply(clientTags, room);
  if (seq === null) return;
  const react = parseEmoji(clientTags["+draft/react"]);
  const unreact = parseEmoji(clientTags["+draft/unreact"]);
  if (react) await irc.execute(client, { type: "reaction.add", room, seq, emoji: react });
  if (unreact) await irc.execute(client, { type: "reaction.remove", room, seq, emoji: unreact });
}

/** Clients of IRC react with any text; Hearth with one emoji. */
function parseEmoji(text: string | undefined): string | null {
  if (text === undefined) return null;
  const parsed = v.safeParse(EmojiSchema, text);
  return parsed.success ? parsed.output : null;
}

async function sayToNick(irc: Irc, client: Client, nick: string, said: Said): Promise<void> {
  const face = irc.people.faceByNick(nick) ?? (await absentFace(irc, nick));
  if (!face) return said.verb === "NOTICE" ? undefined : client.numeric("401", nick, "No such nick");
  if (face.client?.wantsAccounts && client.login === null && face.client !== client) {
    return client.numeric(
      "477",
      face.nick,
      "That person reads private messages only from people with an account",
    );
  }
  if (isKept(said)) await storePrivately(irc, client, face, said);
  else relayPrivately(irc, client, face, said);
  if (face.away !== null && said.verb === "PRIVMSG") client.numeric("301", face.nick, face.away);
}

/** Someone who is not here reads it when they are back; the name of one who never was is nobody's. */
async function absentFace(irc: Irc, nick: string): Promise<Face | null> {
  const user = await irc.core.lookups.userByNick(nick);
  return user ? irc.people.createFace(user, null) : null;
}

async function storePrivately(irc: Irc, client: Client, face: Face, said: Said): Promise<void> {
  const other = face.client?.actor ?? { user: face.person as UserId };
  const room = await irc.pair(client, other);
  if (!(await irc.bridge.open(room))) throw new Refusal("room_missing");
  const channel = irc.channels.get(room);
  if (channel) await store(irc, client, channel, said);
}

function relayPrivately(irc: Irc, client: Client, face: Face, said: Said): void {
  const out = createRelayed(irc, client, face.nick, said);
  if (client.has("echo-message") && canRead(client, said)) client.reply(out);
  for (const other of irc.people.clientsOf(face.person)) {
    if (canRead(other, said)) other.send({ ...out, params: [other.nick, ...out.params.slice(1)] });
  }
}
