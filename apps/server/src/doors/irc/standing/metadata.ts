import type { Channel } from "../channel.ts";
import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";
import type { Face } from "../faces.ts";
import type { Out } from "../message.ts";

/** Whose values are meant. */
export type Subject =
  | {
      readonly type: "face";
      readonly name: string;
      readonly face: Face;
      readonly values: ReadonlyMap<string, string>;
    }
  | {
      readonly type: "channel";
      readonly name: string;
      readonly channel: Channel;
      readonly values: ReadonlyMap<string, string>;
    };

/** Someone from another door has a display name, and nothing else. */
export function valuesOf(face: Face): ReadonlyMap<string, string> {
  return face.client?.kept.metadata ?? new Map([["display-name", face.realname]]);
}

export function formatValue(client: Client, target: string, key: string, value: string | undefined): Out {
  const source = client.serverName;
  return value === undefined
    ? { source, command: "766", params: [client.nick, target, key, "key not set"] }
    : { source, command: "761", params: [client.nick, target, key, "*", value] };
}

export function sendBatch(irc: Irc, client: Client, target: string, lines: readonly Out[]): void {
  const batch = irc.createBatchId();
  const source = client.serverName;
  if (!client.has("batch")) {
    for (const line of lines) client.reply(line);
    return;
  }
  client.reply({ source, command: "BATCH", params: [`+${batch}`, "metadata", target] });
  for (const line of lines) client.reply({ ...line, batch });
  client.reply({ source, command: "BATCH", params: [`-${batch}`] });
}

export function syncLines(client: Client, subject: Subject): Out[] {
  return [...subject.values]
    .filter(([key]) => client.kept.subscriptions.has(key))
    .map(([key, value]) => formatValue(client, subject.name, key, value));
}

/** What someone who comes into a room and those who are there already have subscribed to, of each other. */
export function syncOnJoin(irc: Irc, channel: Channel, face: Face): void {
  const newcomer: Subject = { type: "face", name: face.nick, face, values: valuesOf(face) };
  const room: Subject = { type: "channel", name: channel.name, channel, values: channel.metadata };
  if (newcomer.values.size > 0) {
    for (const other of channel.audience.listeners()) {
      if (other !== face.client && other.kept.subscriptions.size > 0)
        sendAll(other, syncLines(other, newcomer));
    }
  }
  const { client } = face;
  if (!client || client.kept.subscriptions.size === 0) return;
  sendAll(client, syncLines(client, room));
  for (const other of channel.faces(irc.people)) {
    if (other === face) continue;
    sendAll(
      client,
      syncLines(client, { type: "face", name: other.nick, face: other, values: valuesOf(other) }),
    );
  }
}

function sendAll(client: Client, lines: readonly Out[]): void {
  for (const line of lines) client.reply(line);
}

/** Values set before the connection was registered. */
export function sendOwn(irc: Irc, client: Client): void {
  if (!client.has("draft/metadata-3") || client.kept.metadata.size === 0) return;
  const lines = [...client.kept.metadata].map(([key, value]) => formatValue(client, client.nick, key, value));
  sendBatch(irc, client, client.nick, lines);
}
