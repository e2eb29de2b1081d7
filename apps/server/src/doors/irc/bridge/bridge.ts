import {
  type FeedEntry,
  isRoomEvent,
  type RoomEvent,
  type RoomId,
  type ServerFrame,
  type UserId,
} from "@hearth/protocol";
import type { Topic } from "../../../core/ports.ts";
import type { Channel } from "../channel.ts";
import type { Client } from "../client.ts";
import type { Irc, IrcBridge, Origin } from "../contract.ts";
import type { PersonId } from "../faces.ts";
import { Authors } from "./authors.ts";
import { Elsewhere } from "./elsewhere.ts";
import { deliverEvent } from "./events.ts";
import { deliverFeed } from "./feed.ts";
import { deliverTyping } from "./typing.ts";

/** Turns what the hub brings into lines for those who listen, in the order of each room's log. */
export class Bridge implements IrcBridge {
  readonly elsewhere: Elsewhere;
  readonly authors: Authors;
  /** By the message's `clientId`, from before it is handed in until it is stored. */
  readonly origins = new Map<string, Origin>();
  /** Why a message is being deleted, by its msgid: the log does not keep it. */
  readonly redactReasons = new Map<string, string>();
  /** The same for rooms being renamed. */
  readonly renameReasons = new Map<RoomId, string>();
  readonly #irc: Irc;
  /** Rooms whose picture or whose author must be read first; what comes meanwhile waits behind. */
  readonly #queues = new Map<RoomId, Promise<void>>();
  /** Who listens to a room that has no picture yet. */
  readonly #early = new Map<RoomId, Set<Client>>();

  constructor(irc: Irc) {
    this.#irc = irc;
    this.elsewhere = new Elsewhere(irc);
    this.authors = new Authors(irc);
  }

  publish(topic: Topic, frame: ServerFrame): void {
    if (isRoomEvent(frame)) this.#receive(frame.room, frame);
    else if (frame.type === "typing.changed")
      this.#inOrder(frame.room, (channel) => deliverTyping(this.#irc, channel, frame));
    else if (frame.type === "feed" && topic.startsWith("user:")) this.#receiveFeed(topic, frame);
  }

  listen(client: Client, room: RoomId): void {
    const channel = this.#irc.channels.get(room);
    if (channel) channel.audience.add(client);
    else this.#early.set(room, (this.#early.get(room) ?? new Set()).add(client));
  }

  unlisten(client: Client, room: RoomId): void {
    this.#irc.channels.get(room)?.audience.remove(client);
    const early = this.#early.get(room);
    early?.delete(client);
    if (early?.size === 0) this.#early.delete(room);
  }

  /** The nick under which a person is written to. */
  nickOf(person: PersonId): string {
    const [face] = this.#irc.people.facesOf(person);
    return face?.nick ?? this.authors.faceOf({ user: person as UserId }).nick;
  }

  /** What a room is called by someone in it: a channel's name, or the other one's nick. */
  async nameFor(channel: Channel, person: PersonId): Promise<string> {
    if (!channel.isPair) return channel.name;
    const other = [...channel.seats.keys()].find((one) => one !== person) ?? person;
    await this.authors.load({ user: other as UserId });
    return this.nickOf(other);
  }

  /** Resolves when what came of a room so far was told. */
  async settled(room: RoomId): Promise<void> {
    await this.#queues.get(room);
  }

  /** The same for every room. */
  async settledAll(): Promise<void> {
    while (this.#queues.size > 0) await Promise.all(this.#queues.values());
  }

  /** The room's picture with everyone who listens in it. */
  async open(room: RoomId): Promise<Channel | undefined> {
    const channel = await this.#irc.channels.load(room);
    if (channel) this.#seat(channel);
    return channel;
  }

  #seat(channel: Channel): void {
    for (const client of this.#early.get(channel.id) ?? []) channel.audience.add(client);
    this.#early.delete(channel.id);
  }

  #receive(room: RoomId, event: RoomEvent): void {
    const channel = this.#irc.channels.get(room);
    if (!channel && !this.#early.has(room) && !this.#queues.has(room)) return;
    if (channel && !this.#queues.has(room) && this.authors.isKnown(event.author)) {
      return deliverEvent(this.#irc, channel, event);
    }
    this.#enqueue(room, async () => {
      await this.authors.load(event.author);
      const opened = await this.open(room);
      if (opened) deliverEvent(this.#irc, opened, event);
    });
  }

  #inOrder(room: RoomId, run: (channel: Channel) => void): void {
    const channel = this.#irc.channels.get(room);
    if (channel && !this.#queues.has(room)) run(channel);
  }

  #enqueue(room: RoomId, run: () => Promise<void>): void {
    const before = this.#queues.get(room) ?? Promise.resolve();
    const after = before.then(run).catch((error: unknown) => void this.#irc.parts.onBug(error));
    this.#queues.set(room, after);
    void after.then(() => {
      if (this.#queues.get(room) === after) this.#queues.delete(room);
    });
  }

  #receiveFeed(topic: Topic, entry: FeedEntry): void {
    const user = topic.slice(5) as UserId;
    const clients = this.#irc.people.clientsOf(user);
    if (clients.length === 0) return;
    deliverFeed(this.#irc, user, entry).catch((error: unknown) => void this.#irc.parts.onBug(error));
  }
}
