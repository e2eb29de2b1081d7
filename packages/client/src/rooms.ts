import { Refusal, type RoomEvent, type RoomId, type RoomSummary, type UserCard } from "@hearth/protocol";
import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { RoomState } from "./contract.ts";
import { Room, type RoomParts } from "./room.ts";

const againMs = 2_000;

export interface RoomsListener {
  readonly onAdded: (room: Room) => void;
  readonly onRemoved: (id: RoomId) => void;
}

/** The rooms I am in. */
export class Rooms {
  readonly #all = signal<ReadonlyMap<RoomId, Room>>(new Map());
  /** Rooms whose summary is on its way, with what their logs brought meanwhile. */
  readonly #coming = new Map<RoomId, RoomEvent[]>();
  readonly #parts: RoomParts;
  readonly #listener: RoomsListener;
  readonly sorted: ReadonlySignal<readonly RoomState[]>;

  constructor(parts: RoomParts, listener: RoomsListener) {
    this.#parts = parts;
    this.#listener = listener;
    this.sorted = computed(() => sortRooms([...this.#all.value.values()]));
  }

  /** Read in an effect, it runs again when rooms come or go. */
  get(id: RoomId): Room | undefined {
    return this.#all.value.get(id);
  }

  /** A welcome lists all of them. */
  reopen(summaries: readonly RoomSummary[]): void {
    this.#coming.clear();
    const ids = new Set(summaries.map(({ id }) => id));
    for (const id of this.#all.peek().keys()) if (!ids.has(id)) this.remove(id);
    for (const summary of summaries) {
      const room = this.#all.peek().get(summary.id);
      if (room) room.reopen(summary);
      else this.add(summary);
    }
  }

  /** I am in this room now. One that is here already follows its log and needs no summary. */
  add(summary: RoomSummary): void {
    if (this.#all.peek().has(summary.id)) return;
    const room = new Room(summary, this.#parts);
    this.#all.value = new Map(this.#all.peek()).set(summary.id, room);
    const early = this.#coming.get(summary.id) ?? [];
    this.#coming.delete(summary.id);
    this.#listener.onAdded(room);
    for (const event of early) {
      // The summary knows of it already, but nobody has heard it.
      if (event.seq <= summary.lastSeq) this.#parts.onEvent(event);
      else room.log.receive(event);
    }
  }

  flush(): void {
    for (const room of this.#all.peek().values()) room.flush();
  }

  remove(id: RoomId): void {
    this.#coming.delete(id);
    const rooms = new Map(this.#all.peek());
    const room = rooms.get(id);
    if (!room) return;
    rooms.delete(id);
    room.close();
    this.#all.value = rooms;
    this.#listener.onRemoved(id);
  }

  receive(event: RoomEvent): void {
    const room = this.#all.peek().get(event.room);
    if (room) return room.log.receive(event);
    this.#coming.get(event.room)?.push(event);
    if (event.type === "member.joined" && event.user === this.#parts.reader()?.id)
      this.fetch(event.room, event);
  }

  /** Gets the summary of a room that came. */
  fetch(id: RoomId, ...early: readonly RoomEvent[]): void {
    if (this.#all.peek().has(id) || this.#coming.has(id)) return;
    const events = [...early];
    this.#coming.set(id, events);
    const isWanted = () => this.#coming.get(id) === events;
    this.#parts.wire.request(
      { type: "room.get", room: id },
      {
        done: (result) => isWanted() && this.add(result.room),
        failed: (error) => {
          if (!isWanted()) return;
          this.#coming.delete(id);
          const delayMs = error instanceof Refusal ? error.retryAfterMs : againMs;
          // Refused: gone again already. Without a connection: the next welcome has it.
          if (delayMs === undefined || !this.#parts.wire.isLive()) return;
          this.#parts.wire.clock.setTimer(() => this.#parts.wire.isLive() && this.fetch(id), delayMs);
        },
      },
    );
  }

  /** My role in the community counts in every room. */
  refresh(): void {
    for (const room of this.#all.peek().values()) room.refresh();
  }

  noteCard(card: UserCard): void {
    for (const room of this.#all.peek().values()) room.noteCard(card);
  }
}

const titles = new Intl.Collator(undefined, { numeric: true });

function sortRooms(rooms: readonly Room[]): RoomState[] {
  const states = rooms.map(({ state }) => state.value);
  const shared = states.filter(({ kind }) => kind !== "direct");
  const direct = states.filter(({ kind }) => kind === "direct");
  shared.sort((a, b) => titles.compare(a.title, b.title) || byId(a, b));
  direct.sort((a, b) => activityOf(b) - activityOf(a) || byId(a, b));
  return [...shared, ...direct];
}

function activityOf({ lastMessage, createdAtMs }: RoomState): number {
  return lastMessage?.atMs ?? createdAtMs;
}

function byId(a: RoomState, b: RoomState): number {
  return a.id < b.id ? -1 : 1;
}
