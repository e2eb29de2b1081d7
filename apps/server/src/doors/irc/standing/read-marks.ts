import { assertNever, type UserId } from "@hearth/protocol";
import type { Channel } from "../channel.ts";
import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";
import { foldCase } from "../wire/names.ts";
import { formatTime } from "../wire/time.ts";

/** Read marks of people as IRC says them: by target, as a time. Core's own mark is a place in a log. */
const noteKey = (user: UserId): string => `irc.read:${user}`;

/** Targets a person may keep a mark for. */
const maxMarks = 1_000;

async function readMarks(irc: Irc, client: Client): Promise<ReadonlyMap<string, number>> {
  if (!client.login) return client.kept.readMarks;
  const text = await irc.core.lookups.note(noteKey(client.login.id));
  return new Map(text === undefined ? [] : (JSON.parse(text) as [string, number][]));
}

export async function readMarkOf(irc: Irc, client: Client, target: string): Promise<number | null> {
  return (await readMarks(irc, client)).get(foldCase(target)) ?? null;
}

/** Moves a mark forward, never back, and tells every connection of the person. The mark that stands is returned. */
export async function setReadMark(
  irc: Irc,
  client: Client,
  target: string,
  atMs: number,
): Promise<{ readonly atMs: number; readonly isNew: boolean }> {
  const marks = client.login ? new Map(await readMarks(irc, client)) : client.keep().readMarks;
  const key = foldCase(target);
  const old = marks.get(key) ?? -1;
  if (old >= atMs) return { atMs: old, isNew: false };
  if (marks.size >= maxMarks && !marks.has(key)) marks.delete([...marks.keys()][0] ?? "");
  marks.set(key, atMs);
  if (client.login) await irc.core.lookups.putNote(noteKey(client.login.id), JSON.stringify([...marks]));
  return { atMs, isNew: true };
}

export function sendReadMark(
  client: Client,
  target: string,
  atMs: number | null,
  how: "reply" | "send",
): void {
  const mark = atMs === null ? "*" : `timestamp=${formatTime(atMs)}`;
  const out = { source: client.serverName, command: "MARKREAD", params: [target, mark] };
  switch (how) {
    case "reply":
      return client.reply(out);
    case "send":
      return client.send(out);
    default:
      return assertNever(how);
  }
}

/** The person read on at another door. */
export async function markRead(irc: Irc, user: UserId, channel: Channel, atMs: number): Promise<void> {
  const clients = irc.people.clientsOf(user);
  const [first] = clients;
  if (!first || channel.isPair) return;
  const { isNew } = await setReadMark(irc, first, channel.name, atMs);
  if (!isNew) return;
  for (const client of clients) {
    if (client.has("draft/read-marker")) sendReadMark(client, channel.name, atMs, "send");
  }
}
