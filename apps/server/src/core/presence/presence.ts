import {
  type PresenceState,
  type RoomEvent,
  type RoomId,
  type SessionId,
  sizes,
  type UserId,
} from "@hearth/protocol";
import type { Bus, Clock, Reads } from "../ports.ts";
import type { Session } from "../session.ts";

/** Whoever did nothing for this long on every device is away. */
export const idleAfterMs = 5 * 60_000;
/** A reload shorter than this is not seen by anyone. */
export const offlineAfterMs = 10_000;
/** Differences are told at most this often. */
export const tickMs = 1_000;
const sweepMs = 15_000;

/** One session of a person. */
interface Lease {
  readonly session: SessionId;
  activeAtMs: number;
  saysAway: boolean;
}

interface Person {
  /** A list, since nearly everyone has one. */
  leases: readonly Lease[];
  /** What was last told. */
  told: PresenceState;
  forget: (() => void) | null;
}

interface WatchedRoom {
  watchers: number;
  /** Members who are here or away, as last told to watchers. */
  readonly people: Map<UserId, PresenceState>;
  /** Not yet told. */
  readonly changes: Map<UserId, PresenceState>;
  /** Who left while the members were being read for the first look; `null` once they were. */
  gone: Set<UserId> | null;
  /** The reading of the members, once it began. */
  filled: Promise<void> | null;
}

export interface RoomPresence {
  readonly room: RoomId;
  readonly here: number;
  readonly people: readonly { readonly user: UserId; readonly state: PresenceState }[];
}

/**
 * Who is here. Kept as leases: a person is here while a session lives, and gone `offlineAfterMs` after the
 * last one ended. Only rooms somebody watches cost anything, and each of those one batch of differences a second.
 */
export class Presence {
  readonly #store: Reads;
  readonly #bus: Bus;
  readonly #clock: Clock;
  readonly #open = new Set<SessionId>();
  readonly #people = new Map<UserId, Person>();
  readonly #rooms = new Map<RoomId, WatchedRoom>();
  readonly #watching = new Map<SessionId, ReadonlySet<RoomId>>();
  readonly #dirty = new Set<UserId>();
  readonly #onOffline: (user: UserId) => void;
  #tick: (() => void) | null = null;
  #sweep: (() => void) | null = null;
  #hereTold = -1;
  readonly #listeners = new Set<(user: UserId, state: PresenceState) => void>();

  constructor(parts: { store: Reads; bus: Bus; clock: Clock; onOffline: (user: UserId) => void }) {
    this.#store = parts.store;
    this.#bus = parts.bus;
    this.#clock = parts.clock;
    this.#onOffline = parts.onOffline;
  }

  /** How many people are here or away, in the whole community. */
  get here(): number {
    return this.#people.size;
  }

  stateOf(user: UserId): PresenceState {
    return this.#people.get(user)?.told ?? "offline";
  }

  /** Calls `listener` at once when a person comes, goes away or is gone. */
  onChange(listener: (user: UserId, state: PresenceState) => void): void {
    this.#listeners.add(listener);
  }

  open(session: Session): void {
    this.#open.add(session.id);
    if (!session.user) return;
    const person = this.#people.get(session.user) ?? { leases: [], told: "offline", forget: null };
    this.#people.set(session.user, person);
    person.forget?.();
    person.forget = null;
    const lease = { session: session.id, activeAtMs: this.#clock.elapsed(), saysAway: false };
    person.leases = [...person.leases.filter((other) => other.session !== session.id), lease];
    this.#changed(session.user);
    this.#startSweep();
  }

  /** `silent`: the connection was dead for long already, so nobody waits for a reload. */
  close(session: Session, silent: boolean): void {
    this.#open.delete(session.id);
    this.#unwatch(session);
    const person = session.user && this.#people.get(session.user);
    const others = person?.leases.filter((lease) => lease.session !== session.id);
    if (!person || !others || !session.user || others.length === person.leases.length) return;
    person.leases = others;
    const { user } = session;
    if (others.length > 0) return this.#changed(user);
    if (silent) return this.#leave(user);
    person.forget = this.#clock.setTimer(() => this.#leave(user), offlineAfterMs);
  }

  /** Nobody waits for a reload of somebody who was deleted. */
  drop(user: UserId): void {
    const person = this.#people.get(user);
    person?.forget?.();
    if (person) this.#leave(user);
  }

  /** Any command but a heartbeat shows that somebody is there. */
  touch(session: Session): void {
    const lease = this.#lease(session);
    if (!lease || lease.saysAway) return;
    const wasIdle = this.#isIdle(lease.activeAtMs);
    lease.activeAtMs = this.#clock.elapsed();
    if (wasIdle && session.user) this.#changed(session.user);
  }

  /** What the client says of itself: away when the page is hidden or idle. */
  say(session: Session, state: "here" | "away"): void {
    const lease = this.#lease(session);
    if (!lease || !session.user) return;
    lease.saysAway = state === "away";
    if (state === "here") lease.activeAtMs = this.#clock.elapsed();
    this.#changed(session.user);
  }

  /** Replaces the rooms a session watches; the caller has checked membership. */
  async watch(session: Session, rooms: readonly RoomId[]): Promise<RoomPresence[]> {
    // It may have ended while the caller checked.
    if (!this.#open.has(session.id)) return [];
    this.#unwatch(session);
    this.#watching.set(session.id, new Set(rooms));
    for (const room of rooms) {
      session.subscribe(`presence:${room}`);
      this.#watchedRoom(room).watchers += 1;
    }
    return Promise.all(rooms.map((room) => this.#read(room, this.#watchedRoom(room))));
  }

  /** Keeps watched rooms right when people join and leave them. */
  note(event: RoomEvent): void {
    const room = this.#rooms.get(event.room);
    if (!room) return;
    if (event.type === "member.joined" && this.#people.has(event.user))
      this.#set(room, event.user, this.stateOf(event.user));
    if (event.type === "member.joined") room.gone?.delete(event.user);
    if (event.type === "member.left" || event.type === "member.removed") {
      room.gone?.add(event.user);
      this.#set(room, event.user, "offline");
    }
    if (event.type === "room.deleted") this.#rooms.delete(event.room);
  }

  stop(): void {
    this.#tick?.();
    this.#sweep?.();
    for (const person of this.#people.values()) person.forget?.();
  }

  #lease(session: Session): Lease | undefined {
    const person = session.user && this.#people.get(session.user);
    return person ? person.leases.find((lease) => lease.session === session.id) : undefined;
  }

  #isIdle(activeAtMs: number): boolean {
    return this.#clock.elapsed() - activeAtMs >= idleAfterMs;
  }

  #stateNow(user: UserId): PresenceState {
    const person = this.#people.get(user);
    if (!person) return "offline";
    if (person.leases.length === 0) return person.told;
    return person.leases.some((lease) => !lease.saysAway && !this.#isIdle(lease.activeAtMs))
      ? "here"
      : "away";
  }

  #leave(user: UserId): void {
    this.#people.delete(user);
    this.#dirty.add(user);
    this.#startTick();
    this.#onOffline(user);
    for (const listener of this.#listeners) listener(user, "offline");
  }

  #changed(user: UserId): void {
    const person = this.#people.get(user);
    const state = this.#stateNow(user);
    if (!person || person.told === state) return;
    person.told = state;
    this.#dirty.add(user);
    this.#startTick();
    for (const listener of this.#listeners) listener(user, state);
  }

  #startTick(): void {
    this.#tick ??= this.#clock.setTimer(() => {
      this.#tick = null;
      const dirty = [...this.#dirty];
      this.#dirty.clear();
      this.#tell(dirty).catch(() => {
        // The store could not say who shares a room with them: a second later it may.
        for (const user of dirty) this.#dirty.add(user);
        this.#startTick();
      });
    }, tickMs);
  }

  #startSweep(): void {
    this.#sweep ??= this.#clock.setTimer(() => {
      this.#sweep = null;
      for (const user of this.#people.keys()) this.#changed(user);
      if (this.#people.size > 0) this.#startSweep();
    }, sweepMs);
  }

  async #tell(dirty: readonly UserId[]): Promise<void> {
    for (const user of dirty) {
      for (const { room } of await this.#store.roomsOf(user)) {
        const watched = this.#rooms.get(room);
        if (watched) this.#set(watched, user, this.stateOf(user));
      }
    }
    for (const [id, room] of this.#rooms) this.#tellRoom(id, room);
    this.#tellCommunity();
    if ([...this.#rooms.values()].some((room) => room.changes.size > 0)) this.#startTick();
  }

  /** At most `maxPresenceChanges` people at a time: the rest come a second later. */
  #tellRoom(id: RoomId, room: WatchedRoom): void {
    if (room.changes.size === 0) return;
    const changes = [...room.changes]
      .slice(0, sizes.maxPresenceChanges)
      .map(([user, state]) => ({ user, state }));
    for (const { user } of changes) room.changes.delete(user);
    const frame = { type: "presence.changed", room: id, here: room.people.size, changes } as const;
    this.#bus.publish([{ kind: "frame", topic: `presence:${id}`, frame }]);
  }

  #tellCommunity(): void {
    if (this.#hereTold === this.here) return;
    this.#hereTold = this.here;
    this.#bus.publish([
      { kind: "frame", topic: "community", frame: { type: "community.changed", here: this.here } },
    ]);
  }

  #set(room: WatchedRoom, user: UserId, state: PresenceState): void {
    if ((room.people.get(user) ?? "offline") === state) return;
    if (state === "offline") room.people.delete(user);
    else room.people.set(user, state);
    room.changes.set(user, state);
    this.#startTick();
  }

  #watchedRoom(id: RoomId): WatchedRoom {
    const known = this.#rooms.get(id);
    if (known) return known;
    const room: WatchedRoom = {
      watchers: 0,
      people: new Map(),
      changes: new Map(),
      gone: new Set(),
      filled: null,
    };
    this.#rooms.set(id, room);
    return room;
  }

  /** The first watcher's look: members who are here now. Later ones find it kept up to date. */
  async #fill(id: RoomId, room: WatchedRoom): Promise<void> {
    try {
      for (const user of await this.#store.memberIds(id)) {
        const state = this.stateOf(user);
        if (state !== "offline" && !room.people.has(user) && !room.gone?.has(user))
          room.people.set(user, state);
      }
      room.gone = null;
    } catch (error) {
      room.filled = null;
      throw error;
    }
  }

  async #read(id: RoomId, room: WatchedRoom): Promise<RoomPresence> {
    room.filled ??= this.#fill(id, room);
    await room.filled;
    const people: { user: UserId; state: PresenceState }[] = [];
    for (const [user, state] of room.people) {
      if (people.length >= sizes.maxPresenceChanges) break;
      people.push({ user, state });
    }
    return { room: id, here: room.people.size, people };
  }

  #unwatch(session: Session): void {
    for (const id of this.#watching.get(session.id) ?? []) {
      session.unsubscribe(`presence:${id}`);
      const room = this.#rooms.get(id);
      if (room && --room.watchers <= 0) this.#rooms.delete(id);
    }
    this.#watching.delete(session.id);
  }
}
