import type { Author, FeedEntry, RoomEvent, RoomId, Seq, SessionId, UserId } from "@hearth/protocol";
import { caps } from "../limits/caps.ts";
import { readEvents } from "../messages/read-events.ts";
import type { Bus, BusMessage, Reads, Topic } from "../ports.ts";
import type { Door, Session } from "../session.ts";

/**
 * Gives what the bus brings to this process's doors, in log order, and moves sessions in and out of rooms'
 * audiences when the membership entries pass: whoever left gets nothing after that entry.
 */
export class Hub {
  readonly #store: Reads;
  readonly #doors: Door[] = [];
  readonly #sessions = new Map<SessionId, Session>();
  /** Lists, since nearly everyone has one session; replaced, never changed, since sessions end while others are told. */
  readonly #byUser = new Map<UserId, readonly Session[]>();
  /** Last place delivered per room, to see gaps. */
  readonly #lastSeq = new Map<RoomId, number>();
  /** Rooms whose gap is being read; what arrives meanwhile waits behind it. */
  readonly #filling = new Map<RoomId, RoomEvent[]>();
  /** Sessions whose rooms are being read, each with the rooms that a membership entry moved it into or out of. */
  readonly #entering = new Map<Session, Set<RoomId>>();
  readonly #listeners = new Set<(event: RoomEvent) => void>();
  readonly #feedListeners = new Set<(user: UserId, entry: FeedEntry) => void>();

  constructor(store: Reads, bus: Bus) {
    this.#store = store;
    bus.subscribe((message) => this.#receive(message));
  }

  attach(door: Door): void {
    this.#doors.push(door);
  }

  /** Calls `listener` with each log entry, in order, before it goes to the doors. */
  onEvent(listener: (event: RoomEvent) => void): void {
    this.#listeners.add(listener);
  }

  /** Calls `listener` with each feed entry, in order, after it went to the doors. */
  onFeed(listener: (user: UserId, entry: FeedEntry) => void): void {
    this.#feedListeners.add(listener);
  }

  open(session: Session): void {
    this.#sessions.set(session.id, session);
    session.subscribe("community");
    if (!session.user) return;
    this.#entering.set(session, new Set());
    session.subscribe(`user:${session.user}`);
    this.#byUser.set(session.user, [...this.sessionsOf(session.user), session]);
  }

  /**
   * Puts an opened session into the audiences of its rooms, as they were read after `open`. What a membership
   * entry said meanwhile is newer and stays.
   */
  enter(session: Session, rooms: Iterable<RoomId>): void {
    const moved = this.#entering.get(session);
    if (!moved) return;
    this.#entering.delete(session);
    for (const room of rooms) if (!moved.has(room)) session.subscribe(`room:${room}`);
  }

  close(session: Session): void {
    this.#sessions.delete(session.id);
    this.#entering.delete(session);
    if (!session.user) return;
    const others = this.sessionsOf(session.user).filter((other) => other !== session);
    if (others.length > 0) this.#byUser.set(session.user, others);
    else this.#byUser.delete(session.user);
  }

  sessions(): Iterable<Session> {
    return this.#sessions.values();
  }

  sessionsOf(user: UserId): readonly Session[] {
    return this.#byUser.get(user) ?? [];
  }

  /** Sends a frame to everyone who listens to a topic in this process. */
  publish(topic: Topic, frame: Parameters<Door["publish"]>[1]): void {
    for (const door of this.#doors) door.publish(topic, frame);
  }

  #receive(message: BusMessage): void {
    switch (message.kind) {
      case "event":
        return this.#receiveEvent(message.event);
      case "feed":
        return this.#deliverFeed(message.user, message.entry);
      case "frame":
        return this.publish(message.topic, message.frame);
    }
  }

  #deliverFeed(user: UserId, entry: FeedEntry): void {
    this.publish(`user:${user}`, entry);
    for (const listener of this.#feedListeners) listener(user, entry);
  }

  #receiveEvent(event: RoomEvent): void {
    const waiting = this.#filling.get(event.room);
    if (waiting) {
      waiting.push(event);
      return;
    }
    const last = this.#lastSeq.get(event.room);
    if (last !== undefined && event.seq <= last) return;
    if (last !== undefined && event.seq > last + 1) return this.#fill(event, last);
    this.#deliver(event);
  }

  /** A gap: the store has what the bus lost. A store that cannot say leaves the gap for clients to see and fill. */
  #fill(event: RoomEvent, last: Seq): void {
    this.#filling.set(event.room, [event]);
    const close = (): void => this.#closeGap(event.room);
    this.#readGap(event, last).then(close, close);
  }

  /** In parts. Behind a long gap, such as an import leaves, clients ask for what they look at; it is followed only. */
  async #readGap({ room, seq }: RoomEvent, last: Seq): Promise<void> {
    const isTold = seq - last <= caps.maxGapTold;
    for (let since = last; since < seq - 1; since += caps.maxGapTold) {
      const until = Math.min(since + caps.maxGapTold, seq - 1);
      for (const event of await readEvents(this.#store, room, since, until)) this.#deliver(event, isTold);
    }
  }

  #closeGap(room: RoomId): void {
    const [first, ...later] = this.#filling.get(room) ?? [];
    this.#filling.delete(room);
    if (first) this.#deliver(first);
    // Among what arrived meanwhile there may be the next gap.
    for (const event of later) this.#receiveEvent(event);
  }

  #deliver(event: RoomEvent, isTold = true): void {
    this.#lastSeq.set(event.room, event.seq);
    if (event.type === "member.joined")
      this.#move(event.user, event.room, (session) => session.subscribe(`room:${event.room}`));
    if (event.type === "guest.joined") this.#guestOf(event.author)?.subscribe(`room:${event.room}`);
    for (const listener of this.#listeners) listener(event);
    if (isTold) this.publish(`room:${event.room}`, event);
    if (event.type === "guest.left") this.#guestOf(event.author)?.unsubscribe(`room:${event.room}`);
    if (event.type === "guest.removed") this.#sessions.get(event.guest)?.unsubscribe(`room:${event.room}`);
    if (event.type === "member.left" || event.type === "member.removed") this.#expel(event.user, event.room);
    if (event.type === "room.deleted") this.#close(event.room);
  }

  #expel(user: UserId, room: RoomId): void {
    this.#move(user, room, (session) => {
      session.unsubscribe(`room:${room}`);
      session.unsubscribe(`presence:${room}`);
    });
  }

  #close(room: RoomId): void {
    this.#lastSeq.delete(room);
    for (const session of this.#sessions.values()) {
      this.#entering.get(session)?.add(room);
      session.unsubscribe(`room:${room}`);
      session.unsubscribe(`presence:${room}`);
    }
  }

  #guestOf(author: Author): Session | undefined {
    return "guest" in author ? this.#sessions.get(author.guest) : undefined;
  }

  #move(user: UserId, room: RoomId, change: (session: Session) => void): void {
    for (const session of this.sessionsOf(user)) {
      this.#entering.get(session)?.add(room);
      change(session);
    }
  }
}
