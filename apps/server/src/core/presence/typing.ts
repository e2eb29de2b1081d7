import type { RoomEvent, RoomId, UserId } from "@hearth/protocol";
import type { Bus, Clock } from "../ports.ts";
import { tickMs } from "./presence.ts";

/** Typing ends by itself when nothing is heard for this long. */
export const typingForMs = 6_000;
/** Named in the line; the others are a number. */
const maxNamed = 3;

interface Typist {
  readonly name: string;
  untilMs: number;
}

/** Who is typing where: never stored, told at most once a second to the room's watchers. */
export class Typing {
  readonly #bus: Bus;
  readonly #clock: Clock;
  readonly #rooms = new Map<RoomId, Map<UserId, Typist>>();
  readonly #dirty = new Set<RoomId>();
  #tick: (() => void) | null = null;

  constructor(bus: Bus, clock: Clock) {
    this.#bus = bus;
    this.#clock = clock;
  }

  set(room: RoomId, user: UserId, name: string, on: boolean): void {
    if (!on) return this.end(user, room);
    const typists = this.#rooms.get(room) ?? new Map<UserId, Typist>();
    this.#rooms.set(room, typists);
    if (!typists.has(user)) this.#dirty.add(room);
    typists.set(user, { name, untilMs: this.#clock.elapsed() + typingForMs });
    this.#startTick();
  }

  /** Whoever leaves a room stops typing in it. */
  note(event: RoomEvent): void {
    if (event.type === "member.left" || event.type === "member.removed") this.end(event.user, event.room);
    if (event.type !== "room.deleted") return;
    this.#rooms.delete(event.room);
    this.#dirty.delete(event.room);
  }

  /** A message sent, a room left, a session gone: that ends it. */
  end(user: UserId, room?: RoomId): void {
    for (const [id, typists] of this.#rooms) {
      if ((room === undefined || room === id) && typists.delete(user)) {
        this.#dirty.add(id);
        this.#startTick();
      }
    }
  }

  stop(): void {
    this.#tick?.();
  }

  #startTick(): void {
    this.#tick ??= this.#clock.setTimer(() => {
      this.#tick = null;
      this.#expire();
      this.#tell();
      if (this.#rooms.size > 0) this.#startTick();
    }, tickMs);
  }

  #expire(): void {
    for (const [room, typists] of this.#rooms) {
      for (const [user, { untilMs }] of typists) {
        if (untilMs > this.#clock.elapsed()) continue;
        typists.delete(user);
        this.#dirty.add(room);
      }
    }
  }

  #tell(): void {
    for (const room of this.#dirty) {
      const typists = [...(this.#rooms.get(room) ?? [])];
      const users = typists.slice(0, maxNamed).map(([user, { name }]) => ({ user, name }));
      const frame = {
        type: "typing.changed",
        room,
        users,
        more: Math.max(0, typists.length - maxNamed),
      } as const;
      this.#bus.publish([{ kind: "frame", topic: `presence:${room}`, frame }]);
      if (typists.length === 0) this.#rooms.delete(room);
    }
    this.#dirty.clear();
  }
}
