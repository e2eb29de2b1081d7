import type {
  MessageDeleted,
  MessageEdited,
  MessageSent,
  ReactionAdded,
  ReactionRemoved,
  TagsSent,
} from "@hearth/protocol";
import { hasCap } from "../caps.ts";
import type { Channel } from "../channel.ts";
import type { Client } from "../client.ts";
import type { Irc, Origin } from "../contract.ts";
import { type Face, maskOf, type PersonId } from "../faces.ts";
import { formatOut, type Out } from "../message.ts";
import { formatMsgid } from "./msgid.ts";
import { dressText, type Piece, repliedTo, splitBody, verbOf } from "./text.ts";

/** The lines of one message for clients with these capabilities. */
export type Lines = (caps: number) => readonly Out[];

export function deliverMessage(irc: Irc, channel: Channel, event: MessageSent): void {
  const origin = event.clientId === undefined ? undefined : irc.bridge.origins.get(event.clientId);
  const face = origin?.client ?? irc.bridge.authors.faceOf(event.author);
  const linesFor = (target: string): Lines => createLines(irc, channel, event, face, target, origin);
  if (channel.isPair) tellPair(irc, channel, face, linesFor, origin?.client ?? null);
  else tellRoom(channel, linesFor(channel.name), origin?.client ?? null);
}

/** The lines of a message: one; or several as an IRCv3 multiline batch, or one after the other. */
export function createLines(
  irc: Irc,
  channel: Channel,
  event: MessageSent,
  face: Face,
  target: string,
  origin?: Origin,
): Lines {
  const pieces = origin?.pieces ?? splitBody(event, maskOf(face), target, irc.options.webAddress());
  const base = createBase(channel, event, face);
  const line = (piece: Piece): Out => ({
    ...base,
    command: verbOf(event.body),
    params: [target, dressText(event.body, piece.text)],
  });
  const [only] = pieces;
  if (only && pieces.length === 1) return () => [line(only)];
  return (caps) =>
    hasCap(caps, "draft/multiline") && hasCap(caps, "batch")
      ? createBatch(irc, base, pieces.map(line), pieces, target)
      : separate(pieces.filter(({ text }) => text !== "").map(line));
}

function createBase(channel: Channel, event: MessageSent, face: Face): Omit<Out, "command" | "params"> {
  const tags = event.body?.kind === "text" ? event.body.tags : undefined;
  const replyTo = repliedTo(event);
  const reply =
    replyTo === undefined || tags?.["+draft/reply"] !== undefined || tags?.["+reply"] !== undefined
      ? {}
      : { "+draft/reply": formatMsgid(channel.id, replyTo) };
  return {
    source: maskOf(face),
    atMs: event.atMs,
    msgid: formatMsgid(channel.id, event.seq),
    account: face.account,
    isBot: face.isBot,
    clientTags: { ...reply, ...tags },
  };
}

/** Only the first line bears the msgid; what clients said of the message holds for each line. */
function separate(lines: readonly Out[]): Out[] {
  return lines.map((line, place) => (place === 0 ? line : { ...line, msgid: undefined }));
}

function createBatch(
  irc: Irc,
  base: Omit<Out, "command" | "params">,
  lines: readonly Out[],
  pieces: readonly Piece[],
  target: string,
): Out[] {
  const batch = irc.createBatchId();
  const { source, account } = base;
  const inside = lines.map(
    ({ command, params }, place): Out => ({
      source,
      account,
      command,
      params,
      batch,
      isConcat: pieces[place]?.isConcat,
    }),
  );
  return [
    { ...base, command: "BATCH", params: [`+${batch}`, "draft/multiline", target] },
    ...inside,
    { source, command: "BATCH", params: [`-${batch}`] },
  ];
}

/** To everyone in a room; the sender hears it only with echo-message. */
export function tellRoom(channel: Channel, lines: Lines, sender: Client | null): void {
  const isEcho = sender?.has("echo-message") ?? false;
  const isOwnWay = sender !== null && (!isEcho || sender.isLabeled);
  channel.audience.send((caps) => formatAll(lines, caps), isOwnWay ? sender : null);
  if (sender && isEcho && (sender.isLabeled || !channel.audience.has(sender))) reply(sender, lines);
}

export function formatAll(lines: Lines, caps: number): string {
  return lines(caps)
    .map((out) => formatOut(out, caps))
    .join("");
}

function reply(client: Client, lines: Lines): void {
  for (const out of lines(client.caps)) client.reply(out);
}

/** Between two: the other one is told under their own nick, the writer's other connections under the other's. */
export function tellPair(
  irc: Irc,
  channel: Channel,
  writer: Face,
  linesFor: (target: string) => Lines,
  sender: Client | null,
): void {
  const isSelf = channel.seats.size === 1 && channel.has(writer.person);
  const others = [...channel.seats.keys()].filter((person) => isSelf || person !== writer.person);
  const otherNick = nickOf(irc, others[0]);
  for (const client of irc.people.clientsOf(writer.person)) {
    if (!client.has("echo-message")) continue;
    if (client === sender) reply(client, linesFor(otherNick));
    else sendLines(client, linesFor(otherNick));
  }
  for (const person of others) {
    for (const client of irc.people.clientsOf(person)) sendLines(client, linesFor(client.nick));
  }
}

function sendLines(client: Client, lines: Lines): void {
  for (const out of lines(client.caps)) client.send(out);
}

function nickOf(irc: Irc, person: PersonId | undefined): string {
  return (person && irc.people.facesOf(person)[0]?.nick) ?? "*";
}

/** IRC has no edits: a new line says what it should have been. */
export function deliverEdit(irc: Irc, channel: Channel, event: MessageEdited): void {
  if (event.body?.kind !== "text") return;
  const face = irc.bridge.authors.faceOf(event.author);
  const clientTags = { "+draft/reply": formatMsgid(channel.id, event.target) };
  const body = { kind: "text", text: `* corrected: ${event.body.text}`, tags: clientTags } as const;
  const { room, seq, id, author, atMs } = event;
  const sent: MessageSent = { type: "message.sent", room, seq, id, author, atMs, n: 0, body };
  const linesFor = (target: string): Lines => createLines(irc, channel, sent, face, target);
  if (channel.isPair) tellPair(irc, channel, face, linesFor, null);
  else tellRoom(channel, linesFor(channel.name), null);
}

export function deliverDeletion(irc: Irc, channel: Channel, event: MessageDeleted): void {
  const face = irc.bridge.authors.faceOf(event.author);
  const msgid = formatMsgid(channel.id, event.target);
  const why = irc.bridge.redactReasons.get(msgid);
  const linesFor =
    (target: string): Lines =>
    (caps) =>
      hasCap(caps, "draft/message-redaction")
        ? [
            {
              source: maskOf(face),
              command: "REDACT",
              params: why === undefined ? [target, msgid] : [target, msgid, why],
              atMs: event.atMs,
              account: face.account,
            },
          ]
        : [];
  tellAll(irc, channel, face, linesFor);
}

/** Typing aside, everything a client may leave alone. */
export function deliverReaction(irc: Irc, channel: Channel, event: ReactionAdded | ReactionRemoved): void {
  const face = irc.bridge.authors.faceOf(event.author);
  const key = event.type === "reaction.added" ? "+draft/react" : "+draft/unreact";
  const clientTags = { "+draft/reply": formatMsgid(channel.id, event.target), [key]: event.emoji };
  tellTags(irc, channel, face, { clientTags, atMs: event.atMs, msgid: formatMsgid(channel.id, event.seq) });
}

export function deliverTags(irc: Irc, channel: Channel, event: TagsSent): void {
  const face = irc.bridge.authors.faceOf(event.author);
  const msgid = formatMsgid(channel.id, event.seq);
  tellTags(irc, channel, face, { clientTags: event.tags, atMs: event.atMs, msgid });
}

/** A TAGMSG to everyone who reads tags. */
export function tellTags(
  irc: Irc,
  channel: Channel,
  face: Face,
  about: Pick<Out, "clientTags" | "atMs" | "msgid">,
): void {
  const out = { source: maskOf(face), command: "TAGMSG", account: face.account, isBot: face.isBot, ...about };
  const linesFor =
    (target: string): Lines =>
    (caps) =>
      hasCap(caps, "message-tags") ? [{ ...out, params: [target] }] : [];
  tellAll(irc, channel, face, linesFor);
}

function tellAll(irc: Irc, channel: Channel, face: Face, linesFor: (target: string) => Lines): void {
  const sender = face.client && irc.acting.get(face.person) === face.client ? face.client : null;
  if (channel.isPair) tellPair(irc, channel, face, linesFor, sender);
  else tellRoom(channel, linesFor(channel.name), sender);
}
