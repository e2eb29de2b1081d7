import type {
  Body,
  ClientId,
  Page,
  RefusalParams,
  RefusalReason,
  RoomId,
  Seq,
  UploadId,
  UserId,
  Welcome,
} from "@hearth/protocol";

/** The part of a web socket that is used; a browser's and Bun's `WebSocket` both fit. */
export interface SocketLike {
  send(text: string): void;
  close(): void;
  addEventListener(type: "open" | "close" | "error", listener: () => void): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
}

/** Time, as the device has it. `now` is in milliseconds since 1970 and may jump. */
export interface Clock {
  now(): number;
  /** Calls `run` once after `ms`; the returned function cancels it. */
  setTimer(run: () => void, ms: number): () => void;
}

/** A message that was written but is not acknowledged yet, as it outlives a reload. */
export interface StoredMessage {
  readonly clientId: ClientId;
  /** Who wrote it: it is never sent under another name. */
  readonly user: UserId;
  readonly room: RoomId;
  readonly body: Body;
  readonly files?: readonly UploadId[];
  readonly replyTo?: Seq;
  readonly threadRoot?: Seq;
  readonly alsoInRoom?: true;
  readonly createdAtMs: number;
  /** Rises with every message of the device; they are sent in this order within a room. */
  readonly order: number;
  /** Why the server refused it, if it did. */
  readonly failed?: { readonly reason: RefusalReason; readonly params: RefusalParams };
}

/** Keeps the outbox across reloads. A rejection is survived: the message then lives in memory only. */
export interface OutboxStore {
  /** Everything kept, in any order. */
  all(): Promise<readonly StoredMessage[]>;
  /** Keeps a message, replacing the one with the same `clientId`. */
  put(message: StoredMessage): Promise<void>;
  remove(clientId: ClientId): Promise<void>;
  /** Where several clients share one store: may this one send the message now? Left out: always. */
  claim?(clientId: ClientId): Promise<boolean>;
  /** Calls `take` with messages that another client of the store left behind when it ended; returns the stop. */
  onLeft?(take: (messages: readonly StoredMessage[]) => void): () => void;
}

/** Keeps recent history on the device. A rejection is survived: then there is nothing to read without the host. */
export interface HistoryStore {
  /** The last welcome and what came to it later; null when nothing is kept. */
  welcome(): Promise<Welcome | null>;
  putWelcome(welcome: Welcome): Promise<void>;
  /** The newest page of a room as it was last seen here; null when there is none. */
  page(room: RoomId): Promise<Page | null>;
  /** Keeps the newest page of a room instead of the one before; the rooms not looked at for longest may go. */
  putPage(room: RoomId, page: Page): Promise<void>;
  removePage(room: RoomId): Promise<void>;
  /** Forgets everything: somebody else signed in, or the device was signed out. */
  clear(): Promise<void>;
}

/** What a client needs from the place it runs in. */
export interface ClientOptions {
  /** Such as `http://192.168.1.20:4327`. */
  readonly origin: string;
  /** Opens a socket to a `ws:` or `wss:` address; terminals add their `Authorization` header here. */
  readonly openSocket: (url: string) => SocketLike;
  /** How this client calls itself, such as `web 0.1.0`; at most 80 characters. */
  readonly clientLabel: string;
  readonly clock: Clock;
  /** At least 0, less than 1. */
  readonly random: () => number;
  /** A name for a message that is never used twice, such as a random UUID. */
  readonly newClientId: () => ClientId;
  readonly store: OutboxStore;
  /** Left out: nothing can be read before the first welcome. */
  readonly history?: HistoryStore;
  /**
   * Calls `run` once before the screen is drawn next, or at once where it is not drawn. What comes meanwhile is taken
   * together then. Left out: everything is taken as it comes.
   */
  readonly beforeDraw?: (run: () => void) => void;
}
