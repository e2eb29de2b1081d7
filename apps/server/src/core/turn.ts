import {
  type Author,
  type EventId,
  type FeedChange,
  type FeedEntry,
  Refusal,
  type RoomEvent,
  type RoomId,
  type UserId,
} from "@hearth/protocol";
import { formatEvent } from "./messages/format-event.ts";
import type { Ids, NewEvent, Tx } from "./ports.ts";
import type { EventRow } from "./rows.ts";

/** What a committed change leaves to be told: its answer, log entries and feed entries, in order. */
export interface Outcome {
  readonly result: unknown;
  readonly events: readonly RoomEvent[];
  readonly feed: readonly { readonly user: UserId; readonly entry: FeedEntry }[];
}

/** What `append` is given beside what the turn knows itself. */
type Entry = Pick<NewEvent, "room" | "type"> & Partial<Pick<NewEvent, "detail" | "message">>;

/**
 * One change inside one transaction: who does it, when, and what came of it.
 * A change checks everything before its first write, so that a refusal leaves nothing behind.
 */
export class Turn {
  readonly tx: Tx;
  readonly ids: Ids;
  readonly atMs: number;
  readonly #actor: Author | null;
  readonly #events: RoomEvent[] = [];
  readonly #feed: { user: UserId; entry: FeedEntry }[] = [];

  constructor(tx: Tx, ids: Ids, actor: Author | null, atMs: number) {
    this.tx = tx;
    this.ids = ids;
    this.atMs = atMs;
    this.#actor = actor;
  }

  /** Who acts. Only start-up and time-outs act without anyone; they never get here. */
  get actor(): Author {
    if (!this.#actor) throw new Refusal("sign_in_needed");
    return this.#actor;
  }

  /** The acting person; guests are refused. */
  get user(): UserId {
    if (!("user" in this.actor)) throw new Refusal("guest_cannot");
    return this.actor.user;
  }

  /** Appends to a room's log, in the name of `author` (the actor, unless said otherwise), now. */
  async append(entry: Entry, author: Author = this.actor, atMs: number = this.atMs): Promise<EventRow> {
    const id = this.ids.uuid() as EventId;
    const row = await this.tx.append({ detail: {}, ...entry, id, author, atMs });
    this.#events.push(formatEvent(row, await this.#target(row)));
    return row;
  }

  /** Adds to a person's feed. */
  async tell(user: UserId, change: FeedChange): Promise<void> {
    const { seq, atMs } = await this.tx.addFeed(user, this.atMs, change);
    this.#feed.push({ user, entry: { type: "feed", seq, atMs, change } });
  }

  /** Publishes a last event for a room whose log is gone. */
  announceErased(room: RoomId, seq: number): void {
    const id = this.ids.uuid() as EventId;
    this.#events.push({ type: "room.deleted", room, seq, id, author: this.actor, atMs: this.atMs });
  }

  finish(result: unknown): Outcome {
    return { result: result ?? {}, events: this.#events, feed: this.#feed };
  }

  #target(row: EventRow): Promise<EventRow | undefined> | EventRow | undefined {
    const target = row.detail["target"];
    return row.type === "message.edited" && typeof target === "number"
      ? this.tx.event(row.room, target)
      : undefined;
  }
}
