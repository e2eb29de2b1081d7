import {
  type Body,
  type ClientId,
  type CommandInput,
  type FeedEntry,
  isRoomEvent,
  type Page,
  Refusal,
  type ResultOf,
  type RoomEvent,
  type RoomId,
  type Seq,
  type UserCard,
  type Welcome,
} from "@hearth/protocol";
import { batch, effect, untracked } from "@preact/signals-core";
import { Activity } from "./activity.ts";
import { ClockOffset } from "./clock-offset.ts";
import { Connection, type NewsFrame } from "./connection.ts";
import type { Client, RoomHandle, RoomState, SendOptions, Timeline } from "./contract.ts";
import { Feed } from "./feed.ts";
import { MyTyping } from "./my-typing.ts";
import { Outbox } from "./outbox.ts";
import { Cards } from "./people.ts";
import type { ClientOptions } from "./ports.ts";
import { RecentHistory } from "./recent-history.ts";
import type { Room } from "./room.ts";
import { Rooms } from "./rooms.ts";
import { Shelf } from "./shelf.ts";
import { Standing } from "./standing.ts";
import { RoomTimeline } from "./timeline.ts";
import { readUpto } from "./unread.ts";
import { Watch } from "./watch.ts";
import type { Answer, Wire } from "./wire.ts";

/**
 * Connects to a community and keeps everything about it up to date, until `close()`.
 * Nothing is thrown when the host cannot be reached: `status` tells.
 */
export function createClient(options: ClientOptions): Client {
  return new HearthClient(options);
}

/** Joins the parts: what the connection brings goes to the part that knows what to do with it. */
class HearthClient implements Client {
  readonly #options: ClientOptions;
  readonly #connection: Connection;
  readonly #wire: Wire;
  readonly #standing = new Standing();
  readonly #rooms: Rooms;
  readonly #shelf = new Shelf();
  readonly #cards: Cards;
  readonly #watch: Watch;
  readonly #outbox: Outbox;
  readonly #feed: Feed;
  readonly #typing: MyTyping;
  readonly #activity: Activity;
  readonly #offset = new ClockOffset();
  readonly #history: RecentHistory;
  #lastWelcome: Welcome | null = null;
  readonly #listeners = new Set<(entry: RoomEvent | FeedEntry) => void>();

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#history = new RecentHistory(options.history, options.clock);
    this.#connection = new Connection(options, {
      onWelcome: (welcome, helloAtMs) => this.#welcome(welcome, helloAtMs),
      onNews: (frame) => this.#takeNews(frame),
      onServerTime: (serverTimeMs) => this.#offset.note(serverTimeMs, options.clock.now()),
      onLost: () => this.#pause(),
    });
    this.#wire = this.#createWire();
    const wire = this.#wire;
    const me = () => this.me.peek()?.id;
    this.#rooms = new Rooms(
      {
        wire,
        reader: () => this.me.peek(),
        onEvent: (event) => this.#takeEvent(event),
        onLeft: (room) => this.#rooms.remove(room),
        onSettled: (room, seq) => this.#outbox.settle(room, seq),
        openTimeline: (room, threadRoot) => this.#openTimeline(room, threadRoot),
      },
      { onAdded: ({ id }) => this.#watch.noteRoom(id), onRemoved: (id) => this.#forgetRoom(id) },
    );
    this.#watch = new Watch(wire, (id) => this.#rooms.get(id), me);
    this.#cards = new Cards(wire, (id) => this.#watch.stateOf(id));
    this.#outbox = new Outbox({ ...options, wire, me, onSent: (room, seq) => this.#expect(room, seq) });
    this.#feed = new Feed(wire, {
      onEntry: (entry) => this.#takeFeed(entry),
      onLost: () => this.#connection.restart(),
    });
    this.#typing = new MyTyping(wire);
    this.#activity = new Activity(wire);
    this.#connection.connect();
    this.#followHistory();
  }

  get status() {
    return this.#connection.status;
  }

  get me() {
    return this.#standing.me;
  }

  get community() {
    return this.#standing.community;
  }

  get hasOwner() {
    return this.#standing.hasOwner;
  }

  get hereCount() {
    return this.#standing.hereCount;
  }

  get rooms() {
    return this.#rooms.sorted;
  }

  get invitations() {
    return this.#standing.invitations;
  }

  get blocked() {
    return this.#standing.blocked;
  }

  get saved() {
    return this.#standing.saved;
  }

  get outbox() {
    return this.#outbox.pending;
  }

  get people() {
    return this.#cards;
  }

  room(id: RoomId): RoomHandle | undefined {
    return this.#rooms.get(id);
  }

  send(room: RoomId, body: Body, options: SendOptions = {}): ClientId {
    const me = this.me.peek();
    if (!me) throw new Refusal("sign_in_needed");
    this.#typing.end(room);
    return this.#outbox.send(me.id, room, body, options);
  }

  resend(clientId: ClientId): void {
    this.#outbox.resend(clientId);
  }

  discard(clientId: ClientId): void {
    this.#outbox.discard(clientId);
  }

  ask<C extends CommandInput>(command: C): Promise<ResultOf<C["type"]>> {
    return new Promise((done, failed) => this.#wire.request(command, { done, failed }));
  }

  watch(rooms: readonly RoomId[]): void {
    this.#watch.set(rooms);
  }

  setActive(active: boolean): void {
    this.#activity.set(active);
  }

  get isAway() {
    return this.#activity.isAway;
  }

  setAway(isAway: boolean): void {
    this.#activity.setAway(isAway);
  }

  typing(room: RoomId): void {
    this.#typing.note(room);
  }

  markRead(room: RoomId, seq: Seq): void {
    this.#rooms.get(room)?.markRead(seq);
  }

  markThreadRead(room: RoomId, root: Seq, seq: Seq): void {
    this.#rooms.get(room)?.markThreadRead(root, seq);
  }

  flush(): void {
    this.#rooms.flush();
  }

  listen(listener: (entry: RoomEvent | FeedEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  serverNow(): number {
    return this.#options.clock.now() + this.#offset.ms;
  }

  retryNow(): void {
    // A connection that looks alive may be dead after a change of network: a question that gets no answer ends it.
    if (this.#connection.isLive) this.#activity.tell();
    else this.#connection.connect();
  }

  close(): void {
    this.#connection.close();
  }

  #createWire(): Wire {
    const { clock, random } = this.#options;
    return {
      clock,
      random,
      isLive: () => this.#connection.isLive,
      request: (command, answer) => {
        const done = (result: unknown) => {
          this.#learn(command, result);
          (answer as Answer<unknown>).done(result);
        };
        this.#connection.request(command, { done, failed: answer.failed });
      },
    };
  }

  #welcome(welcome: Welcome, helloAtMs: number): void {
    this.#offset.reset();
    this.#offset.note(welcome.serverTimeMs, this.#options.clock.now(), helloAtMs);
    // Somebody else on this device: what the one before had read or opened is not theirs.
    if (this.me.peek()?.id !== welcome.user.id) {
      this.#rooms.reopen([]);
      void this.#forgetOthers(welcome);
    }
    this.#lastWelcome = welcome;
    this.#standing.reopen(welcome);
    this.#feed.reopen(welcome.feedSeq);
    this.#rooms.reopen(welcome.rooms);
    this.#shelf.reopen();
    this.#cards.reopen();
    this.#cards.put([welcome.user, ...welcome.rooms.flatMap(({ people }) => people)]);
    this.#outbox.refresh();
    this.#watch.reopen();
    this.#activity.reopen();
  }

  #pause(): void {
    this.#outbox.refresh();
    this.#watch.pause();
  }

  #takeNews(frame: NewsFrame): void {
    if (isRoomEvent(frame)) return this.#rooms.receive(frame);
    switch (frame.type) {
      case "feed":
        return this.#feed.receive(frame);
      case "presence.changed":
        return this.#watch.takePresence(frame);
      case "typing.changed":
        return this.#watch.takeTyping(frame);
      case "seen.changed":
        return this.#rooms.get(frame.room)?.noteSeen(frame.user, frame.seen);
      case "user.changed":
        return this.#noteCard(frame.user);
      case "community.changed":
        this.#standing.hereCount.value = frame.here;
    }
  }

  #takeEvent(event: RoomEvent): void {
    this.#outbox.note(event);
    this.#tell(event);
  }

  #takeFeed(entry: FeedEntry): void {
    const { change } = entry;
    this.#standing.take(change);
    switch (change.type) {
      case "room.added":
        this.#rooms.fetch(change.room);
        break;
      case "room.removed":
        this.#rooms.remove(change.room);
        break;
      case "read.marked":
        this.#rooms.get(change.room)?.noteRead(change.seq);
        break;
      case "unread.marked":
        this.#rooms.get(change.room)?.noteUnmarked(change.seq);
        break;
      case "thread.changed":
        this.#rooms.get(change.room)?.noteThread(change.root, change.following, change.readSeq);
        break;
      case "attention.changed":
        this.#rooms.get(change.room)?.noteAttention(change);
        break;
      case "role.changed":
        this.#rooms.refresh();
        break;
      case "profile.changed":
        this.#noteCard(change.user);
        break;
    }
    this.#tell(entry);
  }

  /** Some answers say what is so from now on, whoever asked. */
  #learn(command: CommandInput, result: unknown): void {
    const { users, members } = result as { users?: readonly UserCard[]; members?: readonly UserCard[] };
    this.#cards.put(users ?? members ?? []);
    switch (command.type) {
      case "room.create":
      case "room.join":
      case "direct.open":
        this.#rooms.add((result as ResultOf<"room.join">).room);
        return;
      case "room.leave":
        return this.#rooms.remove(command.room as RoomId);
      case "profile.rename":
      case "profile.set":
        return this.#noteCard((result as ResultOf<"profile.rename">).user);
      case "password.set":
        return this.#standing.notePassword(command.password !== null);
      case "owner.claim":
        this.#standing.hasOwner.value = true;
    }
  }

  #noteCard(card: UserCard): void {
    this.#cards.put([card]);
    this.#standing.noteCard(card);
    this.#rooms.noteCard(card);
  }

  /** Shows the last visit when the host cannot be reached, and keeps this one for the next time. */
  #followHistory(): void {
    this.#history.watchStart(() => void this.#recall());
    effect(() => {
      const { phase } = this.status.value;
      if (phase === "offline") untracked(() => void this.#recall());
      // This device is nobody's any more: what its person saw goes with them.
      if (phase === "joining") this.#history.clear();
    });
    effect(() => {
      const isLive = this.status.value.phase === "live";
      if (this.me.value && this.rooms.value && this.invitations.value && isLive)
        this.#history.noteWelcome(() => this.#readWelcome());
    });
  }

  async #recall(): Promise<void> {
    if (this.me.peek() || this.#connection.isLive) return;
    const welcome = await this.#history.welcome();
    if (!welcome || this.me.peek() || this.#connection.isLive) return;
    batch(() => {
      this.#standing.reopen({ ...welcome, community: { ...welcome.community, here: 0 } });
      this.#cards.put([welcome.user, ...welcome.rooms.flatMap(({ people }) => people)]);
      this.#rooms.reopen(welcome.rooms);
      this.#outbox.refresh();
    });
  }

  #readWelcome(): Welcome | null {
    const [user, community] = [this.me.peek(), this.community.peek()];
    if (!user || !community || !this.#lastWelcome) return null;
    const rooms = this.rooms.peek().map(({ isNew: _, ...summary }) => summary);
    const [hasOwner, invitations] = [this.hasOwner.peek(), this.invitations.peek()];
    return { ...this.#lastWelcome, user, community, hasOwner, rooms, invitations };
  }

  async #forgetOthers({ user }: Welcome): Promise<void> {
    const before = await this.#history.welcome();
    if (before && before.user.id !== user.id) this.#history.clear();
  }

  #withCards(page: Page): Page {
    const authors = [...page.messages, ...page.notices].map(({ author }) => author);
    return {
      ...page,
      users: this.#cards.pick(authors.flatMap((author) => ("user" in author ? author.user : []))),
    };
  }

  #forgetRoom(id: RoomId): void {
    this.#history.removePage(id);
    this.#shelf.drop(id);
    // Its log brings nothing more: what the host has of mine is there for good.
    this.#outbox.settle(id, Number.POSITIVE_INFINITY);
  }

  #tell(entry: RoomEvent | FeedEntry): void {
    for (const listener of this.#listeners) listener(entry);
  }

  /** The host has a message of mine. It is shown as sent when the log has brought it. */
  #expect(room: RoomId, seq: Seq): void {
    const known = this.#rooms.get(room);
    if (known) known.log.expect(seq);
    else this.#outbox.settle(room, seq);
  }

  #openTimeline(room: Room, threadRoot: Seq | null): Timeline {
    const state = room.state.peek();
    const newLineSeq = threadRoot === null ? roomLineOf(state) : threadLineOf(state, threadRoot);
    return this.#shelf.open(room.id, threadRoot, newLineSeq, () => {
      return new RoomTimeline({
        room: room.id,
        threadRoot,
        log: room.log,
        wire: this.#wire,
        me: () => this.me.peek()?.id,
        outbox: this.outbox,
        recall: async () => {
          const page = await this.#history.page(room.id);
          this.#cards.put(page?.users ?? []);
          return page;
        },
        onNewest: (read) => {
          this.#history.notePage(room.id, () => {
            const page = read();
            return page && this.#withCards(page);
          });
        },
        onClosed: (timeline) => this.#shelf.close(timeline),
      });
    });
  }
}

function roomLineOf(state: RoomState): Seq | null {
  return state.unread > 0 ? readUpto(state) : null;
}

function threadLineOf({ threads = [] }: RoomState, root: Seq): Seq | null {
  const thread = threads.find((one) => one.root === root);
  return thread && thread.unread > 0 ? thread.readSeq : null;
}
