import {
  type Body,
  type ClientId,
  Refusal,
  type RoomEvent,
  type RoomId,
  type Seq,
  type Unavailable,
  type UserId,
} from "@hearth/protocol";
import { signal } from "@preact/signals-core";
import { backoffMs } from "./backoff.ts";
import type { Pending, SendOptions } from "./contract.ts";
import type { OutboxStore, StoredMessage } from "./ports.ts";
import type { Wire } from "./wire.ts";

/** For a host that says "too fast" without saying until when. */
const slowDownMs = 5_000;

interface Item {
  readonly message: StoredMessage;
  readonly pending: Pending;
  /** `lost`: the store could not take it, so it lives here alone. Sent in both cases, never before it is tried. */
  readonly keeping: "trying" | "kept" | "lost";
  /** Its place in the log, once the host has it; the item goes when the log has come that far here. */
  readonly sentSeq: Seq | null;
}

/** The messages of one room leave one after the other: `busy` with one, `waiting` because the host asked for it. */
interface Lane {
  readonly phase: "free" | "busy" | "waiting";
  readonly tries: number;
}

const freeLane: Lane = { phase: "free", tries: 0 };

export interface OutboxParts {
  readonly wire: Wire;
  readonly store: OutboxStore;
  readonly newClientId: () => ClientId;
  readonly me: () => UserId | undefined;
  /** The host has a message, at this place of the room's log. */
  readonly onSent: (room: RoomId, seq: Seq) => void;
}

/** What I wrote and the host does not have yet. Kept before it is sent, and sent until it is there. */
export class Outbox {
  readonly pending = signal<readonly Pending[]>([]);
  readonly #parts: OutboxParts;
  /** In the order they were written. */
  readonly #items = new Map<ClientId, Item>();
  readonly #lanes = new Map<RoomId, Lane>();
  #isLoaded = false;
  #lastOrder = 0;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    void this.#load();
    parts.store.onLeft?.((messages) => this.#adopt(messages));
  }

  send(user: UserId, room: RoomId, body: Body, options: SendOptions): ClientId {
    const clientId = this.#parts.newClientId();
    const createdAtMs = this.#parts.wire.clock.now();
    this.#lastOrder = Math.max(this.#lastOrder + 1, createdAtMs);
    const message = { clientId, user, room, body, ...options, createdAtMs, order: this.#lastOrder };
    void this.#keep(message);
    return clientId;
  }

  resend(clientId: ClientId): void {
    const item = this.#items.get(clientId);
    if (item?.pending.phase !== "failed") return;
    const { failed: _, ...message } = item.message;
    void this.#keep(message);
  }

  discard(clientId: ClientId): void {
    this.#items.delete(clientId);
    this.#forget(clientId);
    this.#publish();
  }

  /** The connection came or went, or the person changed: says what waits for what, and sends what can go. */
  refresh(): void {
    this.#publish();
    for (const room of new Set([...this.#items.values()].map(({ message }) => message.room)))
      this.#pump(room);
  }

  /** My own message came back by the log: the host has it, whether its answer arrives or not. */
  note(event: RoomEvent): void {
    if (event.type !== "message.sent" || event.clientId === undefined) return;
    const isMine = "user" in event.author && event.author.user === this.#parts.me();
    const item = this.#items.get(event.clientId);
    if (isMine && item?.message.room === event.room) this.#arrive(item, event.seq);
  }

  /** The room's log is shown up to here. */
  settle(room: RoomId, seq: Seq): void {
    for (const { message, sentSeq } of [...this.#items.values()]) {
      if (message.room !== room || sentSeq === null || sentSeq > seq) continue;
      this.#items.delete(message.clientId);
      this.#publish();
    }
  }

  async #load(): Promise<void> {
    const stored = await this.#parts.store.all().catch(() => []);
    this.#isLoaded = true;
    this.#adopt(stored);
  }

  /** Puts messages of an earlier client before those written here; what is known already stays as it is. */
  #adopt(stored: readonly StoredMessage[]): void {
    const written = [...this.#items];
    this.#items.clear();
    for (const message of [...stored].sort((a, b) => a.order - b.order)) {
      const pending = formatPending(message, "waiting");
      this.#items.set(message.clientId, { message, pending, keeping: "kept", sentSeq: null });
    }
    for (const [clientId, item] of written) this.#items.set(clientId, item);
    this.#lastOrder = Math.max(this.#lastOrder, ...stored.map(({ order }) => order));
    this.refresh();
  }

  async #keep(message: StoredMessage): Promise<void> {
    const { clientId, room } = message;
    const pending = formatPending(message, "waiting");
    this.#items.set(clientId, { message, pending, keeping: "trying", sentSeq: null });
    this.#publish();
    const keeping = await this.#parts.store.put(message).then(
      () => "kept" as const,
      () => "lost" as const,
    );
    const item = this.#items.get(clientId);
    if (!item) return this.#forget(clientId);
    this.#items.set(clientId, { ...item, keeping });
    this.#pump(room);
  }

  #forget(clientId: ClientId): void {
    void this.#parts.store.remove(clientId).catch(() => undefined);
  }

  #pump(room: RoomId): void {
    const { phase, tries } = this.#lanes.get(room) ?? freeLane;
    const item = this.#first(room);
    if (
      phase !== "free" ||
      !item ||
      item.keeping === "trying" ||
      !this.#isLoaded ||
      !this.#parts.wire.isLive()
    )
      return;
    this.#lanes.set(room, { phase: "busy", tries });
    const { store } = this.#parts;
    if (!store.claim || item.keeping === "lost") return this.#transmit(item, tries);
    // A store that fails cannot say whose it is: the host tells a message that comes twice by its id.
    const claimed = store.claim(item.message.clientId).catch(() => true);
    void claimed.then((isMine) => (isMine ? this.#transmit(item, tries) : this.#giveAway(item)));
  }

  /** Another client of this store has it now, or it was discarded there. */
  #giveAway({ message: { clientId, room } }: Item): void {
    this.#items.delete(clientId);
    this.#lanes.delete(room);
    this.#publish();
    this.#pump(room);
  }

  #transmit(item: Item, tries: number): void {
    const { clientId, room, body, files, replyTo, threadRoot, alsoInRoom } = item.message;
    if (!this.#items.has(clientId)) return this.#giveAway(item);
    const options = omitUndefined({ files: files && [...files], replyTo, threadRoot, alsoInRoom });
    this.#parts.wire.request(
      { type: "message.send", room, clientId, body, ...options },
      {
        done: ({ event }) => {
          this.#lanes.delete(room);
          const sent = this.#items.get(clientId);
          if (sent) this.#arrive(sent, event.seq);
          this.#parts.onSent(room, event.seq);
          this.#pump(room);
        },
        failed: (error) => this.#takeFailure(clientId, room, tries + 1, error),
      },
    );
  }

  /** The next message of a room that can be sent. */
  #first(room: RoomId): Item | undefined {
    const me = this.#parts.me();
    for (const item of this.#items.values()) {
      const { message, sentSeq } = item;
      if (message.room === room && message.user === me && !message.failed && sentSeq === null) return item;
    }
    return undefined;
  }

  #arrive(item: Item, seq: Seq): void {
    this.#items.set(item.message.clientId, { ...item, sentSeq: seq });
    this.#forget(item.message.clientId);
  }

  #takeFailure(clientId: ClientId, room: RoomId, tries: number, error: Refusal | Unavailable): void {
    const delayMs = this.#delayOf(error, tries);
    if (delayMs !== null) return this.#wait(room, tries, delayMs);
    this.#lanes.delete(room);
    const item = this.#items.get(clientId);
    if (item?.sentSeq === null && this.#parts.wire.isLive()) this.#fail(item, refusalOf(error));
    this.#pump(room);
  }

  /** Null: waiting does not help, or there is no connection, and the next one starts afresh. */
  #delayOf(error: Refusal | Unavailable, tries: number): number | null {
    if (!this.#parts.wire.isLive()) return null;
    if (!(error instanceof Refusal)) {
      return error.reason === "disk_full" ? null : backoffMs(tries + 1, this.#parts.wire.random);
    }
    return error.retryAfterMs ?? (error.code === "rate_limited" ? slowDownMs : null);
  }

  #wait(room: RoomId, tries: number, delayMs: number): void {
    this.#lanes.set(room, { phase: "waiting", tries });
    this.#publish();
    this.#parts.wire.clock.setTimer(() => {
      this.#lanes.set(room, { phase: "free", tries });
      this.#publish();
      this.#pump(room);
    }, delayMs);
  }

  #fail(item: Item, { reason, params }: Refusal): void {
    const message = { ...item.message, failed: { reason, params } };
    this.#items.set(message.clientId, { ...item, message, pending: formatPending(message, "waiting") });
    this.#publish();
    void this.#parts.store.put(message).catch(() => undefined);
  }

  #publish(): void {
    const me = this.#parts.me();
    const shown: Pending[] = [];
    for (const [clientId, item] of this.#items) {
      const phase = this.#phaseOf(item.message);
      const pending = item.pending.phase === phase ? item.pending : formatPending(item.message, phase);
      this.#items.set(clientId, { ...item, pending });
      if (item.message.user === me) shown.push(pending);
    }
    this.pending.value = shown;
  }

  #phaseOf({ room, failed }: StoredMessage): Pending["phase"] {
    if (failed) return "failed";
    return this.#parts.wire.isLive() && this.#lanes.get(room)?.phase !== "waiting" ? "sending" : "waiting";
  }
}

function formatPending(message: StoredMessage, phase: Pending["phase"]): Pending {
  const { user: _, order: __, failed, ...draft } = message;
  if (failed) return { ...draft, phase: "failed", refusal: new Refusal(failed.reason, failed.params) };
  return { ...draft, phase: phase === "sending" ? "sending" : "waiting" };
}

/** The host's own trouble that waiting does not end, as a person reads it. */
function refusalOf(error: Refusal | Unavailable): Refusal {
  return error instanceof Refusal ? error : new Refusal(error.reason);
}

function omitUndefined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
