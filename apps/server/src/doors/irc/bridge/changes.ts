import type {
  GuestRoleChanged,
  RoleChanged,
  RoomArchived,
  RoomRenamed,
  RoomRules,
  RoomUnarchived,
  RulesChanged,
  SpeakerChanged,
  TopicChanged,
} from "@hearth/protocol";
import { hasCap } from "../caps.ts";
import { type Channel, seatOf } from "../channel.ts";
import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";
import { type Face, maskOf, type PersonId } from "../faces.ts";
import type { Out } from "../message.ts";
import { introduce } from "../standing/introduce.ts";
import { formatJoin, stampOf, tellChannel, tellFrom } from "./membership.ts";

/** Who did it, as the connection that did it or as someone without one. */
function actorOf(irc: Irc, face: Face): Client | null {
  return irc.acting.get(face.person) ?? null;
}

export function deliverTopic(irc: Irc, channel: Channel, event: TopicChanged): void {
  const face = irc.bridge.authors.faceOf(event.author);
  channel.topic = event.topic;
  channel.topicBy = maskOf(face);
  channel.topicAtMs = event.atMs;
  irc.channels.save(channel).catch((error: unknown) => void irc.parts.onBug(error));
  tellDone(irc, channel, face, event, "TOPIC", [channel.name, event.topic]);
}

function tellDone(
  irc: Irc,
  channel: Channel,
  face: Face,
  event: { readonly atMs: number; readonly seq: number },
  command: string,
  params: readonly string[],
): void {
  const out: Out = {
    source: maskOf(face),
    account: face.account,
    ...stampOf(channel, event),
    command,
    params,
  };
  tellFrom(channel, actorOf(irc, face), () => [out]);
}

export function deliverRoleChange(
  irc: Irc,
  channel: Channel,
  event: RoleChanged | GuestRoleChanged,
  person: PersonId,
): void {
  const seat = channel.seats.get(person);
  const wasOperator = channel.isOperator(person);
  if (!seat) return;
  channel.seats.set(person, seatOf(event.role, seat.isSpeaker));
  const isOperator = channel.isOperator(person);
  if (wasOperator === isOperator) return;
  tellMode(irc, channel, event, `${isOperator ? "+" : "-"}o`, person);
}

export function deliverSpeaker(irc: Irc, channel: Channel, event: SpeakerChanged): void {
  const seat = channel.seats.get(event.person);
  if (!seat || seat.isSpeaker === event.on) return;
  channel.seats.set(event.person, seatOf(seat.role, event.on));
  tellMode(irc, channel, event, `${event.on ? "+" : "-"}v`, event.person);
}

function tellMode(
  irc: Irc,
  channel: Channel,
  event: RoleChanged | GuestRoleChanged | SpeakerChanged,
  mode: string,
  person: PersonId,
): void {
  const by = irc.bridge.authors.faceOf(event.author);
  for (const face of irc.people.facesOf(person)) {
    tellDone(irc, channel, by, event, "MODE", [channel.name, mode, face.nick]);
  }
}

export function deliverRules(irc: Irc, channel: Channel, event: RulesChanged): void {
  const params = formatRuleChanges(channel.rules, event.rules);
  channel.rules = event.rules;
  if (params.length === 0) return;
  tellDone(irc, channel, irc.bridge.authors.faceOf(event.author), event, "MODE", [channel.name, ...params]);
}

/** Rules by their IRC letter; topic and outsiders are locked unless the rule opens them. */
const flags: readonly (readonly [letter: string, isOn: (rules: RoomRules) => boolean])[] = [
  ["i", (rules) => rules.inviteOnly],
  ["m", (rules) => rules.readOnly],
  ["n", (rules) => !rules.outsidersWrite],
  ["s", (rules) => rules.unlisted],
  ["t", (rules) => !rules.topicOpen],
];

/** `+im-t`, `key` …: what MODE says of a change of rules. */
export function formatRuleChanges(before: RoomRules, after: RoomRules): string[] {
  const changed = flags.filter(([, isOn]) => isOn(before) !== isOn(after));
  let plus = changed
    .filter(([, isOn]) => isOn(after))
    .map(([letter]) => letter)
    .join("");
  let minus = changed
    .filter(([, isOn]) => isOn(before))
    .map(([letter]) => letter)
    .join("");
  const values: string[] = [];
  if (before.joinKey !== after.joinKey) {
    if (after.joinKey === null) minus += "k";
    else plus += "k";
    values.push(after.joinKey ?? "*");
  }
  if (before.memberLimit !== after.memberLimit) {
    if (after.memberLimit === null) minus += "l";
    else {
      plus += "l";
      values.push(String(after.memberLimit));
    }
  }
  const letters = `${plus && `+${plus}`}${minus && `-${minus}`}`;
  return letters === "" ? [] : [letters, ...sortValues(values, after)];
}

/** A key set comes before a limit, a key taken away after it, as their letters do. */
function sortValues(values: readonly string[], after: RoomRules): readonly string[] {
  return after.joinKey === null && values.length > 1 ? values.toReversed() : values;
}

/** The modes a channel has now; the key only for those in it. */
export function formatModes(channel: Channel, isInside: boolean): string[] {
  const { rules } = channel;
  let letters = flags
    .filter(([, isOn]) => isOn(rules))
    .map(([letter]) => letter)
    .join("");
  if (channel.noCtcp) letters += "C";
  const values: string[] = [];
  if (rules.joinKey !== null) {
    letters += "k";
    values.push(isInside ? rules.joinKey : "*");
  }
  if (rules.memberLimit !== null) {
    letters += "l";
    values.push(String(rules.memberLimit));
  }
  return [`+${letters}`, ...values];
}

/** A change of title alone is not seen; one of the slug is draft/channel-rename, or a move to another channel. */
export function deliverRenamed(irc: Irc, channel: Channel, event: RoomRenamed): void {
  const oldName = channel.name;
  const face = irc.bridge.authors.faceOf(event.author);
  const reason = irc.bridge.renameReasons.get(channel.id) ?? "";
  channel.title = event.title;
  if (event.slug !== undefined) channel.slug = event.slug;
  if (channel.name === oldName) return;
  const rename: Out = {
    source: maskOf(face),
    account: face.account,
    command: "RENAME",
    params: [oldName, channel.name, reason],
  };
  tellFrom(channel, actorOf(irc, face), (caps) => (hasCap(caps, "draft/channel-rename") ? [rename] : []));
  for (const client of [...channel.audience.listeners()]) {
    if (!client.has("draft/channel-rename")) moveChannel(irc, channel, client, oldName, reason);
  }
}

function moveChannel(irc: Irc, channel: Channel, client: Client, oldName: string, reason: string): void {
  const text = reason === "" ? `Renamed to ${channel.name}` : `Renamed to ${channel.name}: ${reason}`;
  client.send({ source: maskOf(client), command: "PART", params: [oldName, text] });
  for (const out of formatJoin(channel, client, {})(client.caps)) client.send(out);
  void introduce(irc, client, channel);
}

export function deliverArchived(irc: Irc, channel: Channel, event: RoomArchived | RoomUnarchived): void {
  channel.isArchived = event.type === "room.archived";
  const text = channel.isArchived
    ? "This room was closed: it can be read, not written to"
    : "This room is open again";
  const source = irc.options.serverName;
  tellChannel(channel, () => [
    { source, command: "NOTICE", params: [channel.name, text], ...stampOf(channel, event) },
  ]);
}
