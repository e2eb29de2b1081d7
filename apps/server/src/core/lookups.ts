import type { Author, RoomId, RoomRules, Seq, SessionId, UserId } from "@hearth/protocol";
import { isInside, readStanding } from "./access/standing.ts";
import type { Core } from "./core.ts";
import { formatEvent } from "./messages/format-event.ts";
import { readEvents } from "./messages/read-events.ts";
import { readRules } from "./rooms/rules.ts";
import type { EventRow, GuestRow, MemberRow, RoomRow, UserRow } from "./rows.ts";
import { createNameKey } from "./users/name-key.ts";

/** Everyone in a room, with what they may. */
export interface Roster {
  readonly room: RoomRow;
  readonly rules: RoomRules;
  readonly members: readonly MemberRow[];
  readonly guests: readonly GuestRow[];
  readonly speakers: readonly (UserId | SessionId)[];
}

/** What doors that keep a picture of their own need to draw it. What a reader may see, the door asks `isInside`. */
export class Lookups {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  async roomBySlug(slug: string): Promise<RoomRow | undefined> {
    return this.#store.roomBySlug(slug);
  }

  async room(id: RoomId): Promise<RoomRow | undefined> {
    return this.#store.get("rooms", id);
  }

  async rules(id: RoomId): Promise<RoomRules> {
    return readRules(this.#store, id);
  }

  async user(id: UserId): Promise<UserRow | undefined> {
    return this.#store.get("users", id);
  }

  /** By nick or by name, as IRC has but one of them. */
  async userByNick(nick: string): Promise<UserRow | undefined> {
    const key = createNameKey(nick);
    return (await this.#store.userByNickKey(key)) ?? this.#store.userByNameKey(key);
  }

  async roster(id: RoomId): Promise<Roster | undefined> {
    const store = this.#store;
    const room = await store.get("rooms", id);
    if (!room) return undefined;
    const members: MemberRow[] = [];
    for (const user of await store.memberIds(id)) {
      const member = await store.get("members", id, user);
      if (member) members.push(member);
    }
    const rules = await readRules(store, id);
    return { room, rules, members, guests: await store.guestsOf(id), speakers: await store.speakersOf(id) };
  }

  async isInside(id: RoomId, actor: Author): Promise<boolean> {
    return readStanding(this.#store, id, actor).then(isInside, () => false);
  }

  async roomsOf(user: UserId): Promise<readonly MemberRow[]> {
    return this.#store.roomsOf(user);
  }

  async roomsOfGuest(guest: SessionId): Promise<readonly GuestRow[]> {
    return this.#store.roomsOfGuest(guest);
  }

  async isInvited(id: RoomId, user: UserId): Promise<boolean> {
    return (await this.#store.get("invitations", id, user)) !== undefined;
  }

  async invitationsOf(user: UserId): Promise<readonly RoomId[]> {
    return (await this.#store.invitationsOf(user)).map((row) => row.room);
  }

  /** Public rooms by folded title, in parts. */
  async publicRooms(after: string | null, limit: number) {
    return this.#store.publicRooms("", after, limit);
  }

  async directRoom(a: UserId | SessionId, b: UserId | SessionId): Promise<RoomRow | undefined> {
    return this.#store.roomByDirectKey([...new Set<string>([a, b])].sort().join(" "));
  }

  async event(id: RoomId, seq: Seq): Promise<EventRow | undefined> {
    return this.#store.event(id, seq);
  }

  /** Log entries with `since < seq <= until`, at most `limit`, as the wire has them. */
  async events(id: RoomId, since: Seq, until: Seq, limit: number) {
    return readEvents(this.#store, id, since, until, limit);
  }

  /** Messages as they were sent, with their newest body, in log order: below `before`, or above `after`. */
  async messages(id: RoomId, place: { readonly before?: Seq; readonly after?: Seq }, limit: number) {
    return (await this.#store.messages({ room: id, ...place, limit })).map((row) => formatEvent(row));
  }

  async lastMessage(id: RoomId): Promise<EventRow | undefined> {
    return this.#store.lastMessage(id);
  }

  /** The first place in a log that is not before `atMs`: log order is nearly time's. */
  async seqAt(room: RoomRow, atMs: number): Promise<Seq> {
    let low = room.firstSeq;
    let high = room.lastSeq + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const event = await this.#store.event(room.id, middle);
      if (event && event.atMs < atMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** What a door keeps across restarts, under its own keys. */
  async note(key: string): Promise<string | undefined> {
    return (await this.#store.get("settings", key))?.value;
  }

  async putNote(key: string, value: string): Promise<void> {
    const deed = { type: "setting.put", key, value } as const;
    await this.#core.commit({ actor: null, atMs: this.#core.parts.clock.now(), deed });
  }

  get #store() {
    return this.#core.parts.store;
  }
}
