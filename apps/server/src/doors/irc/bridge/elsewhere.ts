import type { PresenceState, UserId } from "@hearth/protocol";
import type { Channel } from "../channel.ts";
import type { Irc, IrcElsewhere } from "../contract.ts";
import { type Face, maskOf } from "../faces.ts";
import { sendMonitor } from "../standing/monitor.ts";
import { tellOnce } from "../standing/peers.ts";
import { formatJoin, tellChannel } from "./membership.ts";

/** People who are here by other doors: they come and go in IRC's channels as their presence does. */
export class Elsewhere implements IrcElsewhere {
  readonly #irc: Irc;

  constructor(irc: Irc) {
    this.#irc = irc;
  }

  /** Presence says that a person came, went away, or is gone. */
  note(user: UserId, state: PresenceState): void {
    if (state === "offline") return this.#gone(user);
    if (!this.isConnected(user)) return;
    this.#here(user, state).catch((error: unknown) => void this.#irc.parts.onBug(error));
  }

  /** Has this person a session at another door? */
  isConnected(user: UserId): boolean {
    for (const session of this.#irc.core.hub.sessionsOf(user)) if (session.door !== "irc") return true;
    return false;
  }

  async #here(user: UserId, state: "here" | "away"): Promise<void> {
    const { people, core } = this.#irc;
    const row = await core.lookups.user(user);
    if (!row || !this.isConnected(user)) return;
    const wasHere = people.isElsewhere(user);
    const face = people.putElsewhere(row, state === "away" ? row.status || "Away" : null);
    this.#irc.bridge.authors.forget(user);
    if (people.clientsOf(user).length > 0) return;
    if (wasHere) this.#tellAway(face);
    else this.appear(face);
  }

  /** Someone is to be seen in the rooms they are in. */
  appear(face: Face): void {
    for (const channel of this.#rooms(face)) {
      tellChannel(channel, formatJoin(channel, face, {}));
    }
    sendMonitor(this.#irc, face, true);
  }

  #gone(user: UserId): void {
    const face = this.#irc.people.dropElsewhere(user);
    if (face && this.#irc.people.clientsOf(user).length === 0) this.vanish(face, "Left");
  }

  /** Each listener is told once, however many rooms are shared. */
  vanish(face: Face, reason: string): void {
    const out = { source: maskOf(face), account: face.account, command: "QUIT", params: [reason] };
    tellOnce(this.#rooms(face), out);
    sendMonitor(this.#irc, face, false);
  }

  #tellAway(face: Face): void {
    const params = face.away === null ? [] : [face.away];
    const out = { source: maskOf(face), account: face.account, command: "AWAY", params };
    for (const channel of this.#rooms(face)) {
      for (const client of channel.audience.listeners()) if (client.has("away-notify")) client.send(out);
    }
  }

  #rooms(face: Face): Channel[] {
    return [...this.#irc.channels.all()].filter((channel) => !channel.isPair && channel.has(face.person));
  }
}
