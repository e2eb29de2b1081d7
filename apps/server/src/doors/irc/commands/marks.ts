import { parseMsgid } from "../bridge/msgid.ts";
import type { Call, CommandTable } from "../call.ts";
import type { Channel } from "../channel.ts";
import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";
import { readMarkOf, sendReadMark, setReadMark } from "../standing/read-marks.ts";
import { cutText, isChannel } from "../wire/names.ts";
import { parseTime } from "../wire/time.ts";

/** IRCv3 draft/read-marker and draft/message-redaction. */
export const markCommands: CommandTable = {
  MARKREAD: { least: 0, when: "after", run: markRead },
  REDACT: { least: 2, when: "after", run: redact },
};

async function markRead({ irc, client, params }: Call): Promise<void> {
  const [target, mark] = params;
  if (target === undefined || target === "") {
    return client.fail("FAIL", "MARKREAD", "NEED_MORE_PARAMS", "Missing parameters");
  }
  if (mark === undefined) return sendReadMark(client, target, await readMarkOf(irc, client, target), "reply");
  const atMs = mark.startsWith("timestamp=") ? parseTime(mark.slice(10)) : null;
  if (atMs === null) {
    return client.fail("FAIL", "MARKREAD", "INVALID_PARAMS", target, mark, "That is no timestamp");
  }
  const { atMs: stands, isNew } = await setReadMark(irc, client, target, atMs);
  sendReadMark(client, target, stands, "reply");
  if (!isNew || !client.login) return undefined;
  for (const other of irc.people.clientsOf(client.person)) {
    if (other !== client && other.has("draft/read-marker")) sendReadMark(other, target, stands, "send");
  }
  await moveCoreMark(irc, client, target, atMs);
}

/** The web's mark is a place in the log: the last one not later than the time. */
async function moveCoreMark(irc: Irc, client: Client, target: string, atMs: number): Promise<void> {
  const channel = await channelOf(irc, client, target);
  const room = channel && (await irc.core.lookups.room(channel.id));
  if (!room || !client.login) return;
  const seq = (await irc.core.lookups.seqAt(room, atMs + 1)) - 1;
  if (seq >= 1) await irc.execute(client, { type: "read.mark", room: room.id, seq });
}

/** The room a target means for this client: a channel, or the chat with someone. Only one it is in. */
export async function channelOf(irc: Irc, client: Client, target: string): Promise<Channel | null> {
  if (isChannel(target)) {
    const channel = await irc.channels.find(target);
    return channel?.has(client.person) && !channel.isPair ? channel : null;
  }
  const face = irc.people.faceByNick(target);
  const person = face?.person ?? (await irc.core.lookups.userByNick(target))?.id;
  const room = person && (await irc.core.lookups.directRoom(client.person, person));
  return (room && (await irc.bridge.open(room.id))) ?? null;
}

async function redact({ irc, client, params }: Call): Promise<void> {
  const [target = "", msgid = "", reason] = params;
  const fail = (code: string, ...rest: string[]): void => client.fail("FAIL", "REDACT", code, ...rest);
  const channel = await channelOf(irc, client, target);
  if (!channel) return fail("INVALID_TARGET", target, "You are not there");
  const seq = parseMsgid(msgid, channel.id);
  const event = seq === null ? undefined : await irc.core.lookups.event(channel.id, seq);
  if (!event?.message || seq === null || event.message.deletedAtMs !== null) {
    return fail("UNKNOWN_MSGID", target, msgid, "There is no such message");
  }
  if (!mayRedact(irc, client, channel, event.author)) {
    return fail("REDACT_FORBIDDEN", target, msgid, "You may not delete that message");
  }
  if (reason !== undefined)
    irc.bridge.redactReasons.set(msgid, cutText(reason, irc.options.limits.kickLength));
  try {
    await irc.execute(client, { type: "message.delete", room: channel.id, seq });
    await irc.bridge.settled(channel.id);
  } finally {
    irc.bridge.redactReasons.delete(msgid);
  }
}

type Author = NonNullable<Awaited<ReturnType<Irc["core"]["lookups"]["event"]>>>["author"];

function mayRedact(irc: Irc, client: Client, channel: Channel, author: Author): boolean {
  const isOwn = ("user" in author ? author.user : author.guest) === client.person;
  if (isOwn) return irc.options.history.deleteOwn || channel.isOperator(client.person);
  return channel.isOperator(client.person);
}
