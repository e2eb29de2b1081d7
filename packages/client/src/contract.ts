import type {
  Body,
  ClientId,
  CommandInput,
  CommunityCard,
  FeedEntry,
  Invitation,
  Message,
  Notice,
  PresenceState,
  Refusal,
  ResultOf,
  RoomEvent,
  RoomId,
  RoomSummary,
  Seq,
  UploadId,
  UserCard,
  UserId,
} from "@hearth/protocol";
import type { ReadonlySignal } from "@preact/signals-core";

/**
 * How the connection is.
 * - `joining`: the host does not know this device; join or sign in, then `retryNow()`.
 * - `connecting`: the first connection of this client is being made.
 * - `offline`: there was a connection, or the first one failed. `sinceMs` and `nextTryAtMs` are the device's
 *   clock; `nextTryAtMs` is null while a try is running.
 * - `refused`: the host will not talk to this client; only `retryNow()` tries again.
 * - `closed`: `close()` was called.
 */
export type Status =
  | { readonly phase: "joining"; readonly refusal: Refusal }
  | { readonly phase: "connecting" }
  | { readonly phase: "live" }
  | {
      readonly phase: "offline";
      readonly sinceMs: number;
      readonly nextTryAtMs: number | null;
      readonly tries: number;
    }
  | { readonly phase: "refused"; readonly refusal: Refusal }
  | { readonly phase: "closed" };

/** The person this device belongs to. */
export type Me = UserCard & { readonly hasPassword: boolean; readonly hidesLastSeen?: boolean };

/** A room of mine: the server's summary, kept up to date by live events, with my read mark applied at once. */
export interface RoomState extends RoomSummary {
  /** Has messages I have not read; of a muted room only those that name me count. */
  readonly isNew: boolean;
}

/** Who is typing in a room now, without me. */
export interface Typing {
  readonly users: readonly { readonly user: UserId; readonly name: string }[];
  /** How many more than those named. */
  readonly more: number;
}

interface Draft {
  readonly clientId: ClientId;
  readonly room: RoomId;
  readonly body: Body;
  readonly files?: readonly UploadId[];
  readonly replyTo?: Seq;
  readonly threadRoot?: Seq;
  readonly alsoInRoom?: true;
  /** The device's clock. */
  readonly createdAtMs: number;
}

/**
 * A message that is not acknowledged yet.
 * - `sending`: on its way. `waiting`: for the connection, or for the host to have time.
 * - `failed`: refused and kept, until `resend` or `discard`.
 */
export type Pending = Draft &
  (
    | { readonly phase: "sending" }
    | { readonly phase: "waiting" }
    | { readonly phase: "failed"; readonly refusal: Refusal }
  );

/**
 * One row of a timeline. `key` stays the same when a pending message of mine becomes a message.
 * A row that did not change is the same object as before.
 */
export type Row =
  | { readonly kind: "message"; readonly key: string; readonly seq: Seq; readonly message: Message }
  /** Neighbouring joins and leaves are one row; every other notice is a row of its own. */
  | { readonly kind: "notices"; readonly key: string; readonly seq: Seq; readonly notices: readonly Notice[] }
  | { readonly kind: "pending"; readonly key: string; readonly pending: Pending };

/** A window on the messages of one room or one thread. */
export interface Timeline {
  /** In log order, pending messages last; those only while the window reaches the end. */
  readonly rows: ReadonlySignal<readonly Row[]>;
  /** `failed`: the host refused to show it; a lost connection leaves the rows and the phase as they are. */
  readonly phase: ReadonlySignal<"loading" | "live" | "failed">;
  /** Is there more before the first row, after the last one? */
  readonly hasBefore: ReadonlySignal<boolean>;
  readonly hasAfter: ReadonlySignal<boolean>;
  /** The read mark when the room or thread was opened: messages after it were new. Null when nothing was. */
  readonly newLineSeq: ReadonlySignal<Seq | null>;
  /** Loads older rows. Never rejects: false when nothing was loaded (none left, no connection, already loading). */
  loadBefore(): Promise<boolean>;
  /** Loads newer rows, as `loadBefore`. */
  loadAfter(): Promise<boolean>;
  /** Brings `seq` into the window, reading a new one around it if need be; false when that cannot be done now. */
  loadAround(seq: Seq): Promise<boolean>;
  /** Brings the window to the end, reading the newest rows if need be; false when that cannot be done now. */
  jumpToEnd(): Promise<boolean>;
  /** Tells which row is looked at, so that rows far from it go first when the window is full; null: the end. */
  keepNear(seq: Seq | null): void;
  /** Ends one use. The rows are kept for a while, in case the room is opened again. */
  close(): void;
}

/** A room I am in. Its signals hold their last value after I left it. */
export interface RoomHandle {
  readonly id: RoomId;
  readonly state: ReadonlySignal<RoomState>;
  /** Empty unless the room is watched. */
  readonly typing: ReadonlySignal<Typing>;
  /** How many are here or away; 0 unless the room is watched. */
  readonly here: ReadonlySignal<number>;
  /** The people here or away, at most `sizes.maxPresenceChanges`; empty unless the room is watched. */
  readonly presence: ReadonlySignal<ReadonlyMap<UserId, PresenceState>>;
  /** How far others have read, once asked for; empty in rooms too large for it. Follows while the room is watched. */
  readonly seen: ReadonlySignal<ReadonlyMap<UserId, Seq>>;
  loadSeen(): void;
  /** Opens the room's messages, at the end. Shared between its users; each calls `close()`. */
  timeline(): Timeline;
  /** Opens a thread: its root and the replies to it. Shared as `timeline()`. */
  thread(root: Seq): Timeline;
}

/** Everyone this client has heard of. */
export interface People {
  /** A person's card; unknown people are looked up, many at once. */
  card(id: UserId): ReadonlySignal<UserCard | undefined>;
  /** A person's state, as far as watched rooms tell; otherwise `offline`. */
  state(id: UserId): ReadonlySignal<PresenceState>;
}

/** One string per message. */
export type Place = `${RoomId}/${Seq}`;

/** What goes with a message besides its body. */
export interface SendOptions {
  /** My finished uploads, as `message.send` takes them. */
  readonly files?: readonly UploadId[];
  readonly replyTo?: Seq;
  readonly threadRoot?: Seq;
  readonly alsoInRoom?: true;
}

/** One person's connection to one community: all state as signals, all commands as functions. */
export interface Client {
  readonly status: ReadonlySignal<Status>;
  /** Null until the first welcome, as is `community`. */
  readonly me: ReadonlySignal<Me | null>;
  readonly community: ReadonlySignal<CommunityCard | null>;
  readonly hasOwner: ReadonlySignal<boolean>;
  /** How many people are here in the whole community. */
  readonly hereCount: ReadonlySignal<number>;
  /** Rooms by title, then direct chats by their latest message, newest first. */
  readonly rooms: ReadonlySignal<readonly RoomState[]>;
  readonly invitations: ReadonlySignal<readonly Invitation[]>;
  /** Whom I do not want to hear from. */
  readonly blocked: ReadonlySignal<ReadonlySet<UserId>>;
  /** What I saved for later, as `placeOf` names it. */
  readonly saved: ReadonlySignal<ReadonlySet<string>>;
  /** In the order they were written. */
  readonly outbox: ReadonlySignal<readonly Pending[]>;
  readonly people: People;
  /** A room I am in. Read inside an effect, it runs again when rooms come or go. */
  room(id: RoomId): RoomHandle | undefined;
  /**
   * Puts a message into the outbox, which keeps it until the host has it, across connections and reloads.
   * Throws `Refusal` (`sign_in_needed`) before the first welcome.
   */
  send(room: RoomId, body: Body, options?: SendOptions): ClientId;
  /** Tries a failed message again. */
  resend(clientId: ClientId): void;
  /** Drops a message that is not acknowledged; one already on its way may still arrive. */
  discard(clientId: ClientId): void;
  /**
   * Sends one command and waits for its result. Rejects with `Refusal`, or with `Unavailable` when there is no
   * connection, it was lost meanwhile, or no answer came for 15 s: then the command may have been done. Never repeated.
   */
  ask<C extends CommandInput>(command: C): Promise<ResultOf<C["type"]>>;
  /** Rooms whose typing and presence to follow, instead of those before; at most `sizes.maxWatchedRooms`. */
  watch(rooms: readonly RoomId[]): void;
  /** Is the person there? Call it with true at every sign of life; it tells the host once a minute at most. */
  setActive(active: boolean): void;
  /** I said that I am away, until I say otherwise; for this connection and the next ones of this client. */
  readonly isAway: ReadonlySignal<boolean>;
  setAway(isAway: boolean): void;
  /** Call it at every keystroke; `on` goes out every 3 s, `off` 6 s after the last one or when the message is sent. */
  typing(room: RoomId): void;
  /** Moves my read mark forward, here at once, on the host as soon as it can be reached. */
  markRead(room: RoomId, seq: Seq): void;
  /** Moves my read mark of a thread that I follow, as `markRead` does. */
  markThreadRead(room: RoomId, root: Seq, seq: Seq): void;
  /** Sends the read marks that wait for their turn now: call it when the page may be about to go. */
  flush(): void;
  /** Calls `listener` with every live entry of my rooms' logs and of my feed, once and in order; returns the stop. */
  listen(listener: (entry: RoomEvent | FeedEntry) => void): () => void;
  /** The host's clock, estimated; milliseconds since 1970. */
  serverNow(): number;
  /** Tries to connect now, if there is no connection: after joining, or when the network is back. */
  retryNow(): void;
  /** Ends the connection for good. What is in the outbox stays in its store. */
  close(): void;
}
