import type { Author, RoomEvent, RoomId, Seq } from "@hearth/protocol";
import type { RoomRow } from "../../../core/rows.ts";
import { formatHistory } from "../bridge/history.ts";
import { parseMsgid } from "../bridge/msgid.ts";
import type { Call, CommandTable } from "../call.ts";
import type { Channel } from "../channel.ts";
import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";
import { formatTime, parseTime } from "../wire/time.ts";
import { channelOf } from "./marks.ts";

/** IRCv3 draft/chathistory. */
export const historyCommands: CommandTable = {
  CHATHISTORY: { least: 1, when: "after", run: chathistory },
};

/** Which part of a log: above `after`, below `before`, the oldest or the newest of it. */
interface Range {
  readonly after: Seq;
  readonly before: Seq;
  readonly limit: number;
  readonly isNewest: boolean;
}

const noEnd = Number.MAX_SAFE_INTEGER;

async function chathistory(call: Call): Promise<void> {
  const { irc, client, params } = call;
  const verb = (params[0] ?? "").toUpperCase();
  if (!irc.options.history.enabled || !client.has("batch")) {
    return client.fail(
      "FAIL",
      "CHATHISTORY",
      "NEED_BATCH",
      verb,
      "History comes in batches: ask for that capability",
    );
  }
  if (verb === "TARGETS") return targets(call);
  const read = readers[verb];
  if (!read) return client.fail("FAIL", "CHATHISTORY", "INVALID_PARAMS", verb, "No such subcommand");
  const [, target = ""] = params;
  const channel = await channelOf(irc, client, target);
  const room = channel && (await irc.core.lookups.room(channel.id));
  if (!channel || !room) return noHistory(call, verb, target);
  const events = await read({ irc, client, room, places: params.slice(2, -1), limit: limitOf(call) });
  if (events === null)
    return client.fail("FAIL", "CHATHISTORY", "INVALID_PARAMS", verb, "Name a msgid, a timestamp or *");
  await send(irc, client, channel, target, events);
}

/** A chat that was never begun is empty; a room one is not in is not there. */
async function noHistory({ irc, client }: Call, verb: string, target: string): Promise<void> {
  const isPerson =
    !target.startsWith("#") && (irc.people.faceByNick(target) ?? (await irc.core.lookups.userByNick(target)));
  if (isPerson) return sendBatch(irc, client, "chathistory", [target], []);
  return client.fail(
    "FAIL",
    "CHATHISTORY",
    "INVALID_TARGET",
    verb,
    target,
    "Messages could not be retrieved",
  );
}

function limitOf({ irc, params }: Call): number {
  const limit = Number(params.at(-1));
  const { maxMessages } = irc.options.history;
  return Number.isInteger(limit) && limit > 0 ? Math.min(limit, maxMessages) : maxMessages;
}

interface Asked {
  readonly irc: Irc;
  readonly client: Client;
  readonly room: RoomRow;
  readonly places: readonly string[];
  readonly limit: number;
}
type Read = (asked: Asked) => Promise<readonly RoomEvent[] | null>;

const readers: Readonly<Record<string, Read>> = {
  LATEST: async (asked) => {
    const after = asked.places[0] === "*" ? 0 : await placeOf(asked, asked.places[0], "last");
    return after === null ? null : read(asked, { after, before: noEnd, limit: asked.limit, isNewest: true });
  },
  BEFORE: async (asked) => {
    const before = await placeOf(asked, asked.places[0], "first");
    return before === null ? null : read(asked, { after: 0, before, limit: asked.limit, isNewest: true });
  },
  AFTER: async (asked) => {
    const after = await placeOf(asked, asked.places[0], "last");
    return after === null ? null : read(asked, { after, before: noEnd, limit: asked.limit, isNewest: false });
  },
  AROUND: readAround,
  BETWEEN: readBetween,
};

async function readAround(asked: Asked): Promise<readonly RoomEvent[] | null> {
  const middle = await placeOf(asked, asked.places[0], "first");
  if (middle === null) return null;
  const older = Math.floor(asked.limit / 2);
  const before =
    older === 0 ? [] : await read(asked, { after: 0, before: middle, limit: older, isNewest: true });
  const newer = asked.limit - older;
  const behind = await read(asked, { after: middle - 1, before: noEnd, limit: newer, isNewest: false });
  return [...before, ...behind];
}

async function readBetween(asked: Asked): Promise<readonly RoomEvent[] | null> {
  const [from, to] = asked.places;
  const firsts = [await placeOf(asked, from, "first"), await placeOf(asked, to, "first")];
  const lasts = [await placeOf(asked, from, "last"), await placeOf(asked, to, "last")];
  const [first = null, second = null] = firsts;
  if (first === null || second === null) return null;
  const isNewest = first > second;
  const after = (isNewest ? lasts[1] : lasts[0]) ?? 0;
  return read(asked, { after, before: Math.max(first, second), limit: asked.limit, isNewest });
}

/**
 * The place a `msgid=` or `timestamp=` names. Several entries may have one timestamp: `first` is the first of
 * them, `last` the last one, or the one before where none has it.
 */
async function placeOf(
  { irc, room }: Asked,
  text: string | undefined,
  which: "first" | "last",
): Promise<Seq | null> {
  const [kind, value = ""] = text?.split("=") ?? [];
  if (kind === "msgid") return parseMsgid(value, room.id);
  const atMs = kind === "timestamp" ? parseTime(value) : null;
  if (atMs === null) return null;
  if (which === "first") return irc.core.lookups.seqAt(room, atMs);
  return (await irc.core.lookups.seqAt(room, atMs + 1)) - 1;
}

async function read(asked: Asked, range: Range): Promise<readonly RoomEvent[]> {
  return asked.client.has("draft/event-playback") ? readEvents(asked, range) : readMessages(asked, range);
}

async function readMessages({ irc, room }: Asked, range: Range): Promise<readonly RoomEvent[]> {
  const { after, before, limit, isNewest } = range;
  const rows = await irc.core.lookups.messages(room.id, isNewest ? { before } : { after }, limit);
  return rows.filter((event) => event.seq > after && event.seq < before && isShown(event));
}

const shown: ReadonlySet<string> = new Set([
  "message.sent",
  "tags.sent",
  "topic.changed",
  "member.joined",
  "member.left",
  "guest.joined",
  "guest.left",
]);

function isShown(event: RoomEvent): boolean {
  return shown.has(event.type) && !(event.type === "message.sent" && event.body === null);
}

const windowSize = 200;

/** Everything IRC can show, window by window: entries that it cannot are passed over. */
async function readEvents({ irc, room }: Asked, range: Range): Promise<readonly RoomEvent[]> {
  const { limit, isNewest } = range;
  let after = Math.max(range.after, room.firstSeq - 1);
  let before = Math.min(range.before, room.lastSeq + 1);
  let found: RoomEvent[] = [];
  while (found.length < limit && after + 1 < before) {
    const since = isNewest ? Math.max(after, before - 1 - windowSize) : after;
    const until = isNewest ? before - 1 : Math.min(before - 1, after + windowSize);
    const events = (await irc.core.lookups.events(room.id, since, until, windowSize)).filter(isShown);
    found = isNewest ? [...events, ...found] : [...found, ...events];
    if (isNewest) before = since + 1;
    else after = until;
  }
  return isNewest ? found.slice(-limit) : found.slice(0, limit);
}

async function send(
  irc: Irc,
  client: Client,
  channel: Channel,
  target: string,
  events: readonly RoomEvent[],
): Promise<void> {
  for (const event of events) await irc.bridge.authors.load(event.author);
  const lines = events.flatMap((event) => formatHistory(irc, channel, event)(client.caps));
  sendBatch(irc, client, "chathistory", [target], lines);
}

type Lines = ReturnType<ReturnType<typeof formatHistory>>;

function sendBatch(irc: Irc, client: Client, type: string, params: readonly string[], lines: Lines): void {
  const batch = irc.createBatchId();
  const source = irc.options.serverName;
  client.reply({ source, command: "BATCH", params: [`+${batch}`, type, ...params] });
  for (const line of lines) client.reply(line.batch === undefined ? { ...line, batch } : line);
  client.reply({ source, command: "BATCH", params: [`-${batch}`] });
}

/** Rooms and people with something newer, by the time of their last message. */
async function targets(call: Call): Promise<void> {
  const { irc, client, params } = call;
  const times = [timeOf(params[1]), timeOf(params[2])];
  const [from = null, to = null] = times;
  if (from === null || to === null) {
    return client.fail("FAIL", "CHATHISTORY", "INVALID_PARAMS", "TARGETS", "Name two timestamps");
  }
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const found = (await lastTimes(irc, client)).filter(({ atMs }) => atMs > low && atMs < high);
  const lines = found
    .sort((a, b) => a.atMs - b.atMs)
    .slice(0, limitOf(call))
    .map(({ name, atMs }) => ({
      source: irc.options.serverName,
      command: "CHATHISTORY",
      params: ["TARGETS", name, formatTime(atMs)],
    }));
  sendBatch(irc, client, "draft/chathistory-targets", [], lines);
}

function timeOf(text: string | undefined): number | null {
  return text?.startsWith("timestamp=") ? parseTime(text.slice(10)) : null;
}

async function lastTimes(irc: Irc, client: Client): Promise<{ name: string; atMs: number }[]> {
  const found: { name: string; atMs: number }[] = [];
  for (const room of await roomsOf(irc, client.actor)) {
    const last = await irc.core.lookups.lastMessage(room);
    const channel = last && (await irc.bridge.open(room));
    const name = channel && (await irc.bridge.nameFor(channel, client.person));
    if (name && last) found.push({ name, atMs: last.atMs });
  }
  return found;
}

async function roomsOf(irc: Irc, actor: Author): Promise<RoomId[]> {
  const rows =
    "user" in actor
      ? await irc.core.lookups.roomsOf(actor.user)
      : await irc.core.lookups.roomsOfGuest(actor.guest);
  return rows.map(({ room }) => room);
}
