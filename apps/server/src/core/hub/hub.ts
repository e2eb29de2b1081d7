import type { RoomEvent, RoomId, SessionId, UserId } from "@hearth/protocol";
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
  readonly #byUser = new Map<UserId, Set<Session>>();
  /** Last place delivered per room, to see gaps. */
  readonly #lastSeq = new Map<RoomId, number>();
  /** Rooms whose gap is being read; what arrives meanwhile waits behind it. */
  readonly #filling = new Map<RoomId, RoomEvent[]>();
  readonly #listeners = new Set<(event: RoomEvent) => void>();

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

  open(session: Session): void {
    this.#sessions.set(session.id, session);
    session.subscribe("community");
    if (!session.user) return;
    session.subscribe(`user:${session.user}`);
    const own = this.#byUser.get(session.user) ?? new Set();
    this.#byUser.set(session.user, own.add(session));
  }

  close(session: Session): void {
    this.#sessions.delete(session.id);
    const own = session.user && this.#byUser.get(session.user);
    if (!own) return;
    own.delete(session);
    if (own.size === 0 && session.user) this.#byUser.delete(session.user);
  }

  sessions(): Iterable<Session> {
    return this.#sessions.values();
  }

  sessionsOf(user: UserId): Iterable<Session> {
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
        return this.publish(`user:${message.user}`, message.entry);
      case "frame":
        return this.publish(message.topic, message.frame);
    }
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

  /** A gap: the store has what the bus lost. */
  #fill(event: RoomEvent, last: number): void {
    this.#filling.set(event.room, [event]);
    void readEvents(this.#store, event.room, last, event.seq - 1).then((missed) => {
      const waiting = this.#filling.get(event.room) ?? [];
      this.#filling.delete(event.room);
      for (const next of [...missed, ...waiting]) {
        if (next.seq > (this.#lastSeq.get(next.room) ?? 0)) this.#deliver(next);
      }
    });
  }

  #deliver(event: RoomEvent): void {
    this.#lastSeq.set(event.room, event.seq);
    if (event.type === "member.joined")
      this.#move(event.user, (session) => session.subscribe(`room:${event.room}`));
    for (const listener of this.#listeners) listener(event);
    this.publish(`room:${event.room}`, event);
    if (event.type === "member.left" || event.type === "member.removed") this.#expel(event.user, event.room);
    if (event.type === "room.deleted") this.#close(event.room);
  }

  #expel(user: UserId, room: RoomId): void {
    this.#move(user, (session) => {
      session.unsubscribe(`room:${room}`);
      session.unsubscribe(`presence:${room}`);
    });
  }

  #close(room: RoomId): void {
    this.#lastSeq.delete(room);
    for (const session of this.#sessions.values()) {
      session.unsubscribe(`room:${room}`);
      session.unsubscribe(`presence:${room}`);
    }
  }

  #move(user: UserId, change: (session: Session) => void): void {
    for (const session of this.#byUser.get(user) ?? []) change(session);
  }
}
