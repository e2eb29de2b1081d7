import type {
  GuestJoined,
  GuestLeft,
  GuestRemoved,
  MemberJoined,
  MemberLeft,
  MemberRemoved,
  RoomDeleted,
} from "@hearth/protocol";
import { hasCap } from "../caps.ts";
import { type Channel, seatOf } from "../channel.ts";
import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";
import { type Face, maskOf, type PersonId } from "../faces.ts";
import { formatOut, type Out } from "../message.ts";
import { introduce } from "../standing/introduce.ts";
import { syncOnJoin } from "../standing/metadata.ts";
import { formatMsgid } from "./msgid.ts";

type Stamp = Pick<Out, "atMs" | "msgid">;

/** Tells a room, each client as it reads it. */
export function tellChannel(
  channel: Channel,
  format: (caps: number) => readonly Out[],
  except?: Client | null,
): void {
  channel.audience.send(
    (caps) =>
      format(caps)
        .map((out) => formatOut(out, caps))
        .join(""),
    except,
  );
}

/** Like `tellChannel`; who did it hears it as the answer to the command. */
export function tellFrom(
  channel: Channel,
  actor: Client | null,
  format: (caps: number) => readonly Out[],
): void {
  const answers = actor?.isLabeled && channel.audience.has(actor) ? actor : null;
  tellChannel(channel, format, answers);
  if (answers) for (const out of format(answers.caps)) answers.reply(out);
}

export function stampOf(channel: Channel, event: { readonly atMs: number; readonly seq: number }): Stamp {
  return { atMs: event.atMs, msgid: formatMsgid(channel.id, event.seq) };
}

/** JOIN, as plain or with account and real name, and AWAY for those who watch it. */
export function formatJoin(channel: Channel, face: Face, stamp: Stamp): (caps: number) => Out[] {
  return (caps) => {
    const extended = hasCap(caps, "extended-join");
    const params = extended ? [channel.name, face.account ?? "*", face.realname] : [channel.name];
    const base = { source: maskOf(face), account: face.account, isBot: face.isBot };
    const join: Out = { ...base, ...stamp, command: "JOIN", params };
    if (face.away === null || !hasCap(caps, "away-notify")) return [join];
    return [join, { ...base, command: "AWAY", params: [face.away] }];
  };
}

export function deliverJoined(
  irc: Irc,
  channel: Channel,
  event: MemberJoined | GuestJoined,
  person: PersonId,
): void {
  if (!channel.has(person)) channel.seats.set(person, seatOf("member", false));
  if (channel.isPair) return;
  for (const face of irc.people.facesOf(person)) {
    if (face.client?.isAdopting) continue;
    tellFrom(channel, actingOf(irc, face), formatJoin(channel, face, stampOf(channel, event)));
    syncOnJoin(irc, channel, face);
  }
  for (const client of irc.people.clientsOf(person)) {
    if (!client.isJoining && !client.isAdopting) void introduce(irc, client, channel);
  }
}

function actingOf(irc: Irc, face: Face): Client | null {
  const acting = irc.acting.get(face.person);
  return acting?.isNamed(face.nick) ? acting : null;
}

export function deliverLeft(
  irc: Irc,
  channel: Channel,
  event: MemberLeft | GuestLeft,
  person: PersonId,
): void {
  const faces = irc.people.facesOf(person);
  if (channel.seats.delete(person) && !channel.isPair) {
    for (const face of faces) tellPart(irc, channel, face, event.reason, stampOf(channel, event));
  }
  unseat(irc, channel, person);
}

function tellPart(irc: Irc, channel: Channel, face: Face, reason: string | undefined, stamp: Stamp): void {
  if (face.client?.isAdopting) return;
  const params = reason === undefined ? [channel.name] : [channel.name, reason];
  const out: Out = { source: maskOf(face), account: face.account, ...stamp, command: "PART", params };
  tellFrom(channel, actingOf(irc, face), () => [out]);
}

export function deliverRemoved(
  irc: Irc,
  channel: Channel,
  event: MemberRemoved | GuestRemoved,
  person: PersonId,
): void {
  const by = irc.bridge.authors.faceOf(event.author);
  const reason = event.reason ?? by.nick;
  if (channel.seats.delete(person)) {
    for (const face of irc.people.facesOf(person)) {
      const params = [channel.name, face.nick, reason];
      const out = {
        source: maskOf(by),
        account: by.account,
        ...stampOf(channel, event),
        command: "KICK",
        params,
      };
      tellFrom(channel, actingOf(irc, by), () => [out]);
    }
  }
  unseat(irc, channel, person);
}

/** The room no longer counts among what these connections hear. */
function unseat(irc: Irc, channel: Channel, person: PersonId): void {
  for (const client of irc.people.clientsOf(person)) channel.audience.remove(client);
}

export function deliverDeleted(irc: Irc, channel: Channel, event: RoomDeleted): void {
  if (!channel.isPair) {
    for (const client of channel.audience.listeners()) {
      const params = [channel.name, client.nick, "This room was deleted"];
      client.send({ source: irc.options.serverName, command: "KICK", params, ...stampOf(channel, event) });
    }
  }
  irc.channels.forget(channel.id);
}
