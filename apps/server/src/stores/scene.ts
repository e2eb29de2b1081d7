import {
  type ClientId,
  type DeviceId,
  parseSearch,
  Refusal,
  type RoomId,
  type UserId,
} from "@hearth/protocol";
import type { Change, Deed } from "../core/changes.ts";
import type { Found, SearchQuery, Store } from "../core/ports.ts";
import type { Outcome } from "../core/turn.ts";
import { createIds } from "../ids.ts";

/** A store with people and rooms in it, for tests: changes are committed as core commits them. */
export class Scene {
  readonly store: Store;
  readonly ids = createIds();
  #atMs = 1_750_000_000_000;
  #clientIds = 0;

  constructor(store: Store) {
    this.store = store;
  }

  /** Commits; a refusal is thrown. Each change is a millisecond later than the last. */
  async commit(deed: Deed, user: UserId | null = null): Promise<Outcome> {
    const committed = await this.store.commit(this.change(deed, user));
    if (!committed.done) throw new Refusal(committed.reason, committed.params);
    return committed.outcome;
  }
  change(deed: Deed, user: UserId | null = null): Change {
    this.#atMs += 1;
    return { actor: user ? { user } : null, atMs: this.#atMs, deed };
  }

  async join(name: string): Promise<UserId> {
    const user = this.ids.uuid() as UserId;
    await this.commit(this.joinDeed(name, user));
    return user;
  }
  joinDeed(name: string, user = this.ids.uuid() as UserId): Deed {
    const device = { id: this.ids.uuid() as DeviceId, secretHash: this.ids.secret(32), label: "test" };
    return { type: "user.join", user, name, device, homeTitle: "Common room" };
  }
  async addRoom(owner: UserId, kind: "public" | "private" = "public", title = "Lab"): Promise<RoomId> {
    const { result } = await this.commit({ type: "room.create", kind, title, topic: "" }, owner);
    return (result as { room: RoomId }).room;
  }

  sendDeed(room: RoomId, text: string, more: object = {}): Deed {
    this.#clientIds += 1;
    const clientId = `contract-${this.#clientIds}` as ClientId;
    return { type: "message.send", room, clientId, body: { kind: "text", text }, ...more };
  }
  /** Sends and gives the message's place. */
  async send(user: UserId, room: RoomId, text: string, more: object = {}): Promise<number> {
    const { events } = await this.commit(this.sendDeed(room, text, more), user);
    return events[0]?.seq ?? 0;
  }

  /** What a person finds; newest first, unless `more` says otherwise. */
  async search(reader: UserId, query: string, more: Partial<SearchQuery> = {}): Promise<Found> {
    const none = { room: null, by: null, has: null, fromMs: null, toMs: null, after: null } as const;
    const words = parseSearch(query);
    return this.store.search({ reader, words, ...none, order: "newest", limit: 20, ...more });
  }
}
