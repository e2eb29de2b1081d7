import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";
import { type Face, maskOf } from "../faces.ts";
import { foldCase } from "../wire/names.ts";

/** RPL_MONONLINE and RPL_MONOFFLINE to those who watch this nick. */
export function sendMonitor(irc: Irc, face: Pick<Face, "nick" | "user" | "host">, isOnline: boolean): void {
  for (const client of watchersOf(irc, face.nick)) {
    client.send({
      source: irc.options.serverName,
      command: isOnline ? "730" : "731",
      params: [client.nick, isOnline ? maskOf(face) : face.nick],
    });
  }
}

export function watchersOf(irc: Irc, nick: string): Client[] {
  const key = foldCase(nick);
  const watchers: Client[] = [];
  for (const client of irc.people.clients)
    if (client.isRegistered && client.kept.monitored.has(key)) watchers.push(client);
  return watchers;
}
