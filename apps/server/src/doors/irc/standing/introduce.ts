import type { Channel } from "../channel.ts";
import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";
import { maskOf } from "../faces.ts";
import { formatTime } from "../wire/time.ts";
import { readMarkOf } from "./read-marks.ts";

/** What a client is told of a room it has just come into: topic, read mark, who is there. */
export async function introduce(irc: Irc, client: Client, channel: Channel): Promise<void> {
  if (channel.topic !== "") sendTopic(client, channel);
  if (client.has("draft/read-marker")) {
    const atMs = await readMarkOf(irc, client, channel.name);
    const mark = atMs === null ? "*" : `timestamp=${formatTime(atMs)}`;
    client.reply({ source: irc.options.serverName, command: "MARKREAD", params: [channel.name, mark] });
  }
  if (!client.has("draft/no-implicit-names") && !client.has("no-implicit-names"))
    sendNames(irc, client, channel);
}

export function sendTopic(client: Client, channel: Channel): void {
  if (channel.topic === "") return client.numeric("331", channel.name, "No topic is set");
  client.numeric("332", channel.name, channel.topic);
  const by = channel.topicBy === "" ? client.serverName : channel.topicBy;
  client.numeric("333", channel.name, by, String(Math.floor(channel.topicAtMs / 1000)));
}

/** Names in one line: well below the 512 bytes of a line, however long they are. */
const maxNamesBytes = 380;

function sendNames(irc: Irc, client: Client, channel: Channel): void {
  sendNameLines(irc, client, channel);
  client.numeric("366", channel.name, "End of /NAMES list");
}

/** RPL_NAMREPLY. Whoever is not in a room sees only those who did not ask to be invisible. */
export function sendNameLines(irc: Irc, client: Client, channel: Channel): void {
  const isInside = channel.has(client.person);
  const isMulti = client.has("multi-prefix");
  const isFull = client.has("userhost-in-names");
  const sign = channel.isHidden ? "@" : "=";
  let names: string[] = [];
  let length = 0;
  const send = (): void => client.numeric("353", sign, channel.name, names.join(" "));
  channel.eachFace(irc.people, (face) => {
    if (!isInside && face.client?.isInvisible) return;
    const name = channel.prefixOf(face.person, isMulti) + (isFull ? maskOf(face) : face.nick);
    if (names.length > 0 && length + name.length > maxNamesBytes) {
      send();
      names = [];
      length = 0;
    }
    names.push(name);
    length += name.length + 1;
  });
  if (names.length > 0) send();
}
