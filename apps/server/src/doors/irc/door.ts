import {
  type Author,
  type Command,
  type CommandOf,
  type CommandType,
  Refusal,
  type ResultOf,
  type RoomId,
  type ServerFrame,
  type SessionId,
  Unavailable,
  type UserId,
} from "@hearth/protocol";
import type { Core } from "../../core/core.ts";
import type { Topic } from "../../core/ports.ts";
import type { Door, Session } from "../../core/session.ts";
import { Bridge } from "./bridge/bridge.ts";
import { Channels } from "./channels.ts";
import { Client, type Link } from "./client.ts";
import { Commands } from "./commands.ts";
import type { ConnectionEnd, Irc, IrcDoorParts } from "./contract.ts";
import type { PersonId } from "./faces.ts";
import type { IrcOptions } from "./options.ts";
import { Flusher } from "./out/outbox.ts";
import { People } from "./people.ts";
import { sendRefusal } from "./refusals.ts";
import type { SessionDoor } from "./session.ts";
import { leave } from "./standing/leave.ts";
import { Underway } from "./underway.ts";
import type { Read } from "./wire/line-reader.ts";
import { parseLine } from "./wire/parse.ts";

const pingAfterMs = 20_000;
const absentAfterMs = 45_000;
/** IRC programs in the background of a phone answer late: they are asked again, and kept for a while. */
const closeAfterMs = 120_000;
const checkEveryMs = 1_000;
/** Whoever has not registered by then never will. */
const registerWithinMs = 30_000;

/** Where connections come from: how many there are, and what IRC shows instead of it. */
interface Address {
  held: number;
  readonly host: string;
}

/** The IRC door: lines in, commands of core; the log out, as lines. */
export class IrcDoor implements Door, Irc {
  readonly core: Core;
  readonly options: IrcOptions;
  readonly parts: IrcDoorParts;
  readonly underway = new Underway();
  readonly flusher = new Flusher({
    isComing: () => !this.underway.isEmpty,
    onDone: (run) => this.underway.onEmpty(run),
  });
  readonly people: People;
  readonly channels: Channels;
  readonly bridge: Bridge;
  readonly startedAtMs: number;
  /** Which connection of a person is doing something now: what comes of it is said in its nick. */
  readonly acting = new Map<PersonId, Client>();
  readonly #commands: Commands;
  readonly #addresses = new Map<string, Address>();
  #nextBatch = 0;
  #stopChecks: (() => void) | null = null;

  constructor(parts: IrcDoorParts) {
    this.parts = parts;
    this.core = parts.core;
    this.options = parts.options;
    this.people = new People({ maxGone: parts.options.limits.whowas, host: parts.options.serverName });
    this.channels = new Channels(parts.core.lookups, this.flusher);
    this.bridge = new Bridge(this);
    this.#commands = new Commands(this);
    this.startedAtMs = this.core.parts.clock.now();
    this.core.hub.attach(this);
    this.core.presence.onChange((user, state) => this.bridge.elsewhere.note(user, state));
  }

  start(): void {
    const check = (): void => {
      for (const client of this.people.clients) this.#check(client);
      for (const channel of this.channels.all()) this.channels.release(channel);
      this.#stopChecks = this.core.parts.clock.setTimer(check, checkEveryMs);
    };
    this.#stopChecks = this.core.parts.clock.setTimer(check, checkEveryMs);
  }

  stop(): void {
    this.#stopChecks?.();
    for (const client of [...this.people.clients]) this.close(client, "Hearth is stopping");
    this.flusher.flush();
  }

  get nowMs(): number {
    return this.core.parts.clock.now();
  }

  createBatchId(): string {
    this.#nextBatch += 1;
    return this.#nextBatch.toString(36);
  }

  /** A new connection; `null` when its address has too many. */
  accept(link: Link): Client | null {
    const address = this.#addresses.get(link.ip) ?? { held: 0, host: this.#hide(link.ip) };
    const { perAddress } = this.options.limits;
    if (perAddress !== null && address.held >= perAddress) return null;
    address.held += 1;
    this.#addresses.set(link.ip, address);
    const { clock, ids } = this.core.parts;
    const client = new Client({
      id: ids.uuid() as SessionId,
      link,
      flusher: this.flusher,
      host: address.host,
      serverName: this.options.serverName,
      nowMs: clock.now(),
      elapsedMs: clock.elapsed(),
    });
    this.people.add(client);
    return client;
  }

  #hide(ip: string): string {
    const digest = this.core.parts.hashes.digest(`${this.parts.hostKey} ${ip}`);
    return [digest.slice(0, 12), "hearth"].join(".");
  }

  receive(client: Client, reads: readonly Read[]): void {
    client.lastInboundMs = this.core.parts.clock.elapsed();
    if (client.isAbsent) this.#setAbsent(client, false);
    for (const read of reads) this.#receiveOne(client, read);
  }

  #receiveOne(client: Client, read: Read): void {
    if (client.isClosed) return;
    switch (read.type) {
      case "line":
        return this.#commands.add(client, parseLine(read.text));
      case "too_long":
        return client.numeric("417", "Input line was too long");
      case "not_utf8":
        return this.#refuseBytes(client, parseLine(read.text).command);
      case "flood":
        return this.close(client, "A line without an end");
      default:
        return read satisfies never;
    }
  }

  #refuseBytes(client: Client, command: string): void {
    const text = "Your message contained bytes that are not UTF-8 and was ignored";
    client.fail("FAIL", command || "*", "INVALID_UTF8", text);
  }

  /** Does a command of core in a client's name. Throws `Refusal` and `Unavailable`. */
  async execute<T extends CommandType>(
    client: Client,
    command: Extract<Command, { type: T }>,
  ): Promise<ResultOf<T>> {
    return this.act(client, (session) => this.core.execute(session, command as CommandOf<T>));
  }

  /** While `run` runs, what this person does is said in this client's nick. */
  async act<T>(client: Client, run: (session: Session) => Promise<T>): Promise<T> {
    const { session, person } = client;
    if (!session) throw new Refusal("sign_in_needed");
    this.acting.set(person, client);
    try {
      const result = await run(session);
      await this.bridge.settledAll();
      return result;
    } finally {
      if (this.acting.get(person) === client) this.acting.delete(person);
    }
  }

  /** Tells of what a command threw; `target` is what it was about. */
  fail(client: Client, error: unknown, command: string, target = ""): void {
    if (error instanceof Refusal) return sendRefusal(client, error, command, target);
    const id = this.parts.onBug(error);
    if (error instanceof Unavailable) return sendRefusal(client, new Refusal(error.reason), command, target);
    client.fail(
      "FAIL",
      command,
      "INTERNAL_ERROR",
      `Something went wrong here. Its number in the log is ${id}`,
    );
  }

  publish(topic: Topic, frame: ServerFrame): void {
    this.bridge.publish(topic, frame);
  }

  readonly sessions: SessionDoor = {
    subscribe: (client, topic) => this.#subscribe(client, topic),
    unsubscribe: (client, topic) => this.#unsubscribe(client, topic),
    receive: () => undefined,
    close: (client, reason) => this.close(client, reason),
  };

  #subscribe(client: Client, topic: Topic): void {
    if (topic.startsWith("room:")) this.bridge.listen(client, topic.slice(5) as RoomId);
  }

  #unsubscribe(client: Client, topic: Topic): void {
    if (topic.startsWith("room:")) this.bridge.unlisten(client, topic.slice(5) as RoomId);
  }

  /** Says good-bye and ends a connection. Doing it twice changes nothing. */
  close(client: Client, reason: string, why: ConnectionEnd["why"] = "said"): void {
    if (client.isClosed) return;
    client.reply({
      command: "ERROR",
      params: [`Closing link: (${client.user}@${client.link.ip}) [${reason}]`],
    });
    client.outbox.flush();
    this.#leave(client, { why, reason });
    client.link.end();
  }

  /** The connection is gone. */
  closed(client: Client, reason: string): void {
    this.#leave(client, { why: "lost", reason });
  }

  #leave(client: Client, end: ConnectionEnd): void {
    if (client.isClosed) return;
    client.isClosed = true;
    client.outbox.drop();
    const address = this.#addresses.get(client.link.ip);
    if (address) address.held -= 1;
    if (address?.held === 0) this.#addresses.delete(client.link.ip);
    leave(this, client, end);
    this.people.remove(client);
  }

  /** The direct chat of a client with someone. */
  async pair(client: Client, other: Author): Promise<RoomId> {
    const otherId: PersonId = "user" in other ? other.user : other.guest;
    const known = await this.core.lookups.directRoom(client.person, otherId);
    return known?.id ?? this.act(client, (session) => this.core.guests.openPair(session, other));
  }

  authorOf(person: PersonId): Author | null {
    const [client] = this.people.clientsOf(person);
    if (client) return client.actor;
    return this.people.isElsewhere(person as UserId) ? { user: person as UserId } : null;
  }

  #check(client: Client): void {
    const now = this.core.parts.clock.elapsed();
    const silentMs = now - client.lastInboundMs;
    const limitMs = client.isRegistered ? closeAfterMs : registerWithinMs;
    if (silentMs >= limitMs)
      return this.close(client, `Ping timeout: ${Math.round(silentMs / 1000)} seconds`, "silent");
    if (!client.isRegistered || silentMs < pingAfterMs) return;
    if (silentMs >= absentAfterMs && !client.isAbsent) this.#setAbsent(client, true);
    if (now - client.pingedAtMs < pingAfterMs) return;
    client.pingedAtMs = now;
    client.send({ command: "PING", params: [this.options.serverName] });
  }

  /** Whoever does not answer leaves the online list long before the connection is given up, and is back with the next line. */
  #setAbsent(client: Client, isAbsent: boolean): void {
    client.isAbsent = isAbsent;
    if (!client.session) return;
    if (isAbsent) this.core.presence.close(client.session, true);
    else this.core.presence.open(client.session);
  }
}
