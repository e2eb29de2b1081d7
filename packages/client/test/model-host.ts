import {
  type Ack,
  type Author,
  type CommandInputOf,
  type FeedChange,
  type FeedEntry,
  Refusal,
  type RefusalReason,
  type RoomEvent,
  type RoomId,
  type Seq,
  type ServerFrame,
  type UserCard,
  type UserId,
} from "@hearth/protocol";
import { createWelcome } from "./cast.ts";
import type { HandSocket, SentFrame } from "./hand-socket.ts";
import { ModelRoom, type NewEvent } from "./model-room.ts";
import type { Chance } from "./random.ts";

/** How rough the way is; all false at the end, so that things can come to rest. */
export interface Weather {
  isRough: boolean;
}

/** One connection at the host's side. Answers and news keep their order among themselves only. */
export class ModelConnection {
  readonly socket: HandSocket;
  readonly user: UserCard;
  readonly answers: ServerFrame[] = [];
  readonly news: (RoomEvent | FeedEntry)[] = [];
  isListening = false;
  readFrames = 0;

  constructor(socket: HandSocket, user: UserCard) {
    this.socket = socket;
    this.user = user;
  }

  get hasWork(): boolean {
    return (
      !this.socket.isClosed &&
      this.socket.sent.length + this.answers.length + this.news.length > this.readFrames
    );
  }
}

/** A server reduced to what the protocol promises, which delivers late, twice, out of step or not at all. */
export class ModelHost {
  readonly rooms: ReadonlyMap<RoomId, ModelRoom>;
  readonly feeds = new Map<UserId, FeedEntry[]>();
  readonly connections = new Set<ModelConnection>();
  readonly weather: Weather = { isRough: true };
  readonly #chance: Chance;

  constructor(rooms: readonly RoomId[], chance: Chance) {
    this.rooms = new Map(rooms.map((id) => [id, new ModelRoom(id)]));
    this.#chance = chance;
  }

  accept(socket: HandSocket, user: UserCard): ModelConnection {
    const connection = new ModelConnection(socket, user);
    this.connections.add(connection);
    socket.open();
    return connection;
  }

  /** Does one thing for a connection: reads a frame, or delivers one. */
  step(connection: ModelConnection): void {
    const { socket, answers, news } = connection;
    const frame = socket.sent[connection.readFrames];
    const turn = this.#chance.pick(
      [frame, answers[0], news[0]].flatMap((one, index) => (one ? [index] : [])),
    );
    if (turn === 0 && frame) {
      connection.readFrames += 1;
      this.#read(connection, frame);
    }
    if (turn === 1) socket.deliver(answers.shift() as ServerFrame);
    if (turn === 2) this.#deliverNews(connection);
  }

  append(room: ModelRoom, event: NewEvent): RoomEvent {
    const logged = room.append(event);
    this.publish(logged);
    return logged;
  }

  publish(event: RoomEvent): void {
    for (const connection of this.connections) {
      const isLeaver = event.type === "member.left" && event.user === connection.user.id;
      const isMember = this.rooms.get(event.room)?.members.has(connection.user.id) ?? false;
      if (connection.isListening && (isMember || isLeaver)) connection.news.push(event);
    }
  }

  tell(user: UserId, change: FeedChange): void {
    const feed = this.feeds.get(user) ?? [];
    const entry: FeedEntry = { type: "feed", seq: feed.length + 1, atMs: feed.length, change };
    this.feeds.set(user, [...feed, entry]);
    for (const connection of this.connections) {
      if (connection.isListening && connection.user.id === user) connection.news.push(entry);
    }
  }

  join(room: ModelRoom, { id, name }: UserCard): void {
    if (room.members.has(id)) return;
    room.members.set(id, room.lastSeq);
    this.append(room, { type: "member.joined", author: { user: id }, user: id, name });
    this.tell(id, { type: "room.added", room: room.id });
  }

  leave(room: ModelRoom, { id, name }: UserCard): void {
    const left = room.append({ type: "member.left", author: { user: id }, user: id, name });
    this.publish(left);
    room.members.delete(id);
    this.tell(id, { type: "room.removed", room: room.id, why: "left" });
  }

  #deliverNews(connection: ModelConnection): void {
    const frame = connection.news.shift();
    if (!frame) return;
    if (this.weather.isRough && this.#chance.once(25)) return;
    if (this.weather.isRough && this.#chance.once(15))
      connection.news.splice(this.#chance.below(4), 0, frame);
    connection.socket.deliver(frame);
  }

  #read(connection: ModelConnection, frame: SentFrame): void {
    if (frame.type === "pong") return;
    if (frame.type === "hello") {
      connection.isListening = true;
      connection.answers.push(this.#welcome(connection.user));
      return;
    }
    connection.answers.push(this.#answer(connection.user, Number(frame["id"]), frame));
  }

  #welcome(user: UserCard): ServerFrame {
    const rooms = [...this.rooms.values()].filter(({ members }) => members.has(user.id));
    return createWelcome({
      user: { ...user, hasPassword: false },
      feedSeq: this.feeds.get(user.id)?.length ?? 0,
      rooms: rooms.map((room) => room.summary(user)),
    });
  }

  #answer(user: UserCard, id: number, frame: SentFrame): ServerFrame {
    try {
      if (this.weather.isRough && this.#chance.once(25)) throw new Refusal("too_fast", {}, 500);
      if (this.weather.isRough && this.#chance.once(40)) throw new Refusal("unavailable");
      const answer: Ack = { type: "ack", id, result: this.#execute(user, frame) };
      return JSON.parse(JSON.stringify(answer)) as Ack;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, reason, params, retryAfterMs } = error;
      return {
        type: "refused",
        id,
        code,
        reason,
        params,
        ...(retryAfterMs !== undefined && { retryAfterMs }),
      };
    }
  }

  #execute(user: UserCard, frame: SentFrame): unknown {
    const asked = frame as never;
    const author: Author = { user: user.id };
    switch (frame.type) {
      case "message.send":
        return this.#send(user, asked);
      case "message.edit": {
        const { room, target } = this.#target(user, asked);
        const { body } = frame as never as CommandInputOf<"message.edit">;
        return { event: this.append(room, { type: "message.edited", author, target, body }) };
      }
      case "message.delete": {
        const { room, target, threadRoot } = this.#target(user, asked);
        const thread = threadRoot === undefined ? {} : { threadRoot };
        return { event: this.append(room, { type: "message.deleted", author, target, ...thread }) };
      }
      case "message.pin": {
        const { room, target, pinned } = this.#target(user, asked);
        if (!pinned) this.append(room, { type: "message.pinned", author, target });
        return {};
      }
      case "message.unpin": {
        const { room, target, pinned } = this.#target(user, asked);
        if (pinned) this.append(room, { type: "message.unpinned", author, target });
        return {};
      }
      case "reaction.add":
      case "reaction.remove":
        return this.#react(user, frame.type, asked);
      case "history.page":
        return this.#room(user, asked).page(asked, user.id);
      case "log.resume":
        return this.#resume(user, asked);
      case "feed.resume": {
        const { since } = frame as never as CommandInputOf<"feed.resume">;
        if (this.#chance.once(5)) return { startOver: true };
        return { startOver: false, entries: this.feeds.get(user.id)?.slice(since) ?? [] };
      }
      case "room.get":
        return { room: this.#room(user, asked).summary(user) };
      case "room.join": {
        const room = this.rooms.get(frame["room"] as RoomId) as ModelRoom;
        this.join(room, user);
        return { room: room.summary(user) };
      }
      case "room.leave":
        this.leave(this.#room(user, asked), user);
        return {};
      case "read.mark":
        return this.#mark(user, asked);
      default:
        return {};
    }
  }

  #send(user: UserCard, asked: CommandInputOf<"message.send">): unknown {
    const room = this.#room(user, asked);
    const { type: _, room: __, id: ___, ...fields } = asked as never as SentFrame;
    const [first] = room.sentAs(user.id, asked.clientId as never);
    if (first) return { event: first };
    if (asked.threadRoot !== undefined) need(room.messages().get(asked.threadRoot)?.body, "message_deleted");
    const event = room.send({ user: user.id }, fields as never);
    this.publish(event);
    return { event };
  }

  #react(
    user: UserCard,
    type: "reaction.add" | "reaction.remove",
    asked: CommandInputOf<"reaction.add">,
  ): unknown {
    const { room, target, reactions = [] } = this.#target(user, asked);
    const { emoji } = asked;
    const isThere = reactions.some((one) => one.emoji === emoji && one.users.includes(user.id));
    if (isThere === (type === "reaction.add")) return {};
    const event = type === "reaction.add" ? ("reaction.added" as const) : ("reaction.removed" as const);
    this.append(room, { type: event, author: { user: user.id }, target, emoji });
    return {};
  }

  #resume(user: UserCard, asked: CommandInputOf<"log.resume">): unknown {
    const room = this.#room(user, asked);
    if (room.lastSeq - asked.since > 25 || asked.since > room.lastSeq)
      return { startOver: true, page: room.page({}, user.id) };
    return { startOver: false, events: room.entries(asked.since), uptoSeq: room.lastSeq, users: [] };
  }

  #mark(user: UserCard, asked: CommandInputOf<"read.mark">): unknown {
    const room = this.#room(user, asked);
    const before = room.members.get(user.id) ?? 0;
    const readSeq = Math.min(asked.seq, room.lastSeq);
    if (readSeq <= before) return { readSeq: before };
    room.members.set(user.id, readSeq);
    this.tell(user.id, { type: "read.marked", room: room.id, seq: readSeq });
    return { readSeq };
  }

  #room(user: UserCard, { room: id }: { readonly room: string }): ModelRoom {
    const room = this.rooms.get(id as RoomId);
    if (!room?.members.has(user.id)) throw new Refusal("room_missing");
    return room;
  }

  #target(user: UserCard, asked: { readonly room: string; readonly seq: Seq }) {
    const room = this.#room(user, asked);
    const message = room.messages().get(asked.seq);
    need(message?.body, "message_missing");
    return { ...message, room, target: asked.seq };
  }
}

function need(value: unknown, reason: RefusalReason): void {
  if (!value) throw new Refusal(reason);
}
