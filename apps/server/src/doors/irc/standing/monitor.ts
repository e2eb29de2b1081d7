import type { IrcDoor } from "../door.ts";
import { type Face, maskOf } from "../faces.ts";
import { foldCase } from "../wire/names.ts";

/** RPL_MONONLINE and RPL_MONOFFLINE to those who watch this nick. */
export function sendMonitor(
  irc: IrcDoor,
  face: Pick<Face, "nick" | "user" | "host">,
  isOnline: boolean,
): void {
  for (const client of watchersOf(irc, face.nick)) {
    client.send({
      source: irc.options.serverName,
      command: isOnline ? "730" : "731",
      params: [client.nick, isOnline ? maskOf(face) : face.nick],
    });
  }
}

export function watchersOf(irc: IrcDoor, nick: string) {
  const key = foldCase(nick);
  return [...irc.people.clients].filter((client) => client.isRegistered && client.monitored.has(key));
}
