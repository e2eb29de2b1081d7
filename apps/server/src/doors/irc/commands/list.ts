import type { RoomRow } from "../../../core/rows.ts";
import type { Call, CommandTable } from "../call.ts";
import type { Channel } from "../channel.ts";
import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";
import { matchMask } from "../wire/mask.ts";

/** RFC 2812 section 3.2.6; ELIST C, M, N, T, U. */
export const listCommands: CommandTable = {
  LIST: { least: 0, when: "after", run: list },
};

/** Rooms read at a time, and at most. */
const partSize = 100;
const maxListed = 5_000;
type Test = (channel: Channel, count: number) => boolean;

async function list({ irc, client, params }: Call): Promise<void> {
  const words = (params[0] ?? "").split(",").filter((word) => word !== "");
  const tests = words.flatMap((word) => parseTest(word, irc.nowMs) ?? []);
  const masks = words.filter((word) => parseTest(word, 0) === null);
  client.numeric("321", "Channel", "Users  Name");
  for await (const row of rooms(irc)) {
    const channel = await irc.channels.load(row.id);
    if (!channel || (channel.isHidden && !channel.has(client.person))) continue;
    const count = countOf(irc, client, channel);
    if (tests.every((test) => test(channel, count)) && matchesAny(masks, channel.name)) {
      client.numeric("322", channel.name, String(count), channel.topic);
    }
  }
  client.numeric("323", "End of /LIST");
}

async function* rooms(irc: Irc): AsyncIterable<RoomRow> {
  let after: string | null = null;
  for (let read = 0; read < maxListed; read += partSize) {
    const part: { readonly rows: readonly RoomRow[]; readonly next: string | null } =
      await irc.core.lookups.publicRooms(after, partSize);
    yield* part.rows;
    if (part.next === null) return;
    after = part.next;
  }
}

/** Those who can be seen; in an empty room still those who have a seat. */
function countOf(irc: Irc, client: Client, channel: Channel): number {
  const isInside = channel.has(client.person);
  return channel.faces(irc.people).filter((face) => isInside || !face.client?.isInvisible).length;
}

function matchesAny(masks: readonly string[], name: string): boolean {
  if (masks.length === 0) return true;
  const wanted = masks.filter((mask) => !mask.startsWith("!"));
  const unwanted = masks.filter((mask) => mask.startsWith("!")).map((mask) => mask.slice(1));
  const isWanted = wanted.length === 0 || wanted.some((mask) => matchMask(mask, name));
  return isWanted && !unwanted.some((mask) => matchMask(mask, name));
}

/** `>5`, `<5` people; `C<5` made, `T>5` topic set, in minutes ago. `null`: a mask. */
function parseTest(word: string, nowMs: number): Test | null {
  const parts = /^([CT]?)([<>])(\d{1,9})$/u.exec(word);
  if (!parts) return null;
  const [, kind, sign, digits] = parts;
  const value = Number(digits);
  const compare = (number: number): boolean => (sign === "<" ? number < value : number > value);
  const minutesSince = (atMs: number): number => (nowMs - atMs) / 60_000;
  switch (kind) {
    case "C":
      return (channel) => compare(minutesSince(channel.createdAtMs));
    case "T":
      return (channel) => channel.topic !== "" && compare(minutesSince(channel.topicAtMs));
    default:
      return (_channel, count) => compare(count);
  }
}
