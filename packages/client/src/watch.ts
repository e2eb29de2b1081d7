import {
  type PresenceState,
  type ResultOf,
  type RoomId,
  type ServerFrame,
  sizes,
  type UserId,
} from "@hearth/protocol";
import { signal } from "@preact/signals-core";
import { nobodyTypes, type Room } from "./room.ts";
import type { Wire } from "./wire.ts";

type Watched = ResultOf<"presence.watch">["rooms"][number];
type PresenceChanged = Extract<ServerFrame, { type: "presence.changed" }>;
type TypingChanged = Extract<ServerFrame, { type: "typing.changed" }>;

/** Who is typing expires by itself, in case the word that they stopped is lost. */
const typingForMs = 8_000;
/** Without a connection nobody knows who is here; a short loss does not empty the lists. */
const keepForMs = 10_000;
const againMs = 2_000;

/** Which rooms are watched, and what is seen in them. */
export class Watch {
  readonly #wire: Wire;
  readonly #room: (id: RoomId) => Room | undefined;
  readonly #me: () => UserId | undefined;
  readonly #endTyping = new Map<RoomId, () => void>();
  readonly #wanted = signal<readonly RoomId[]>([]);
  /** Counts what was asked, so that only the last answer counts. */
  #turn = 0;
  #cancelForget: () => void = () => {};

  constructor(wire: Wire, room: (id: RoomId) => Room | undefined, me: () => UserId | undefined) {
    this.#wire = wire;
    this.#room = room;
    this.#me = me;
  }

  set(rooms: readonly RoomId[]): void {
    const wanted = [...new Set(rooms)].slice(0, sizes.maxWatchedRooms);
    const before = this.#wanted.peek();
    if (wanted.length === before.length && wanted.every((id) => before.includes(id))) return;
    for (const id of before) if (!wanted.includes(id)) this.#clear(id);
    this.#wanted.value = wanted;
    this.#ask();
  }

  /** A new connection watches nothing yet. */
  reopen(): void {
    this.#cancelForget();
    if (this.#wanted.peek().length > 0) this.#ask();
  }

  /** A room came: it may be one that is to be watched. */
  noteRoom(id: RoomId): void {
    if (this.#wanted.peek().includes(id)) this.#ask();
  }

  pause(): void {
    this.#cancelForget = this.#wire.clock.setTimer(() => {
      for (const id of this.#wanted.peek()) this.#clear(id);
    }, keepForMs);
  }

  stateOf(user: UserId): PresenceState {
    const states = this.#wanted.value.map((id) => this.#room(id)?.presence.value.get(user));
    if (states.includes("here")) return "here";
    return states.includes("away") ? "away" : "offline";
  }

  takePresence({ room: id, here, changes }: PresenceChanged): void {
    const room = this.#wanted.peek().includes(id) ? this.#room(id) : undefined;
    if (!room) return;
    const presence = new Map(room.presence.peek());
    for (const { user, state } of changes) {
      if (state === "offline") presence.delete(user);
      else presence.set(user, state);
    }
    room.presence.value = presence;
    room.here.value = here;
  }

  takeTyping({ room: id, users, more }: TypingChanged): void {
    const room = this.#room(id);
    if (!room) return;
    this.#endTyping.get(id)?.();
    room.typing.value = { users: users.filter(({ user }) => user !== this.#me()), more };
    const end = () => {
      room.typing.value = nobodyTypes;
    };
    this.#endTyping.set(id, this.#wire.clock.setTimer(end, typingForMs));
  }

  #ask(): void {
    this.#turn += 1;
    const turn = this.#turn;
    // One room that is not mine would refuse them all.
    const rooms = this.#wanted.peek().filter((id) => this.#room(id));
    this.#wire.request(
      { type: "presence.watch", rooms },
      {
        done: (result) => {
          if (turn === this.#turn) for (const watched of result.rooms) this.#fill(watched);
        },
        failed: () =>
          this.#wire.clock.setTimer(() => turn === this.#turn && this.#wire.isLive() && this.#ask(), againMs),
      },
    );
  }

  #fill({ room: id, here, people }: Watched): void {
    const room = this.#room(id);
    if (!room) return;
    room.presence.value = new Map(people.map(({ user, state }) => [user, state]));
    room.here.value = here;
  }

  #clear(id: RoomId): void {
    const room = this.#room(id);
    if (!room) return;
    room.presence.value = new Map();
    room.here.value = 0;
    room.typing.value = nobodyTypes;
  }
}
