import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";

const passive: ReadonlySet<string> = new Set(["PING", "PONG", "ISON", "WHO", "MONITOR", "CAP", "TAGMSG"]);

/** What a person types, not what a program asks by itself, shows that somebody is there. */
export function noteActivity(irc: Irc, client: Client, command: string): void {
  if (passive.has(command)) return;
  client.lastActiveMs = irc.core.parts.clock.elapsed();
}
