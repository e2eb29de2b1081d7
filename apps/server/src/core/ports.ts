import type {
  Author,
  ClientId,
  Ephemeral,
  EventId,
  FeedEntry,
  FollowedThread,
  RefusalParams,
  RefusalReason,
  RoomEvent,
  RoomId,
  SearchMark,
  SearchSuggestion,
  SearchWord,
  Seq,
  SessionId,
  UserId,
} from "@hearth/protocol";
import type { Change } from "./changes.ts";
import type {
  BanRow,
  BlobRow,
  CardRow,
  ConnectionRow,
  DeviceRow,
  EventRow,
  FeedRow,
  FileRow,
  FollowRow,
  GuestRow,
  InvitationRow,
  KeyOf,
  MemberRow,
  MentionRow,
  MessagePart,
  ReactionRow,
  RoomRow,
  RowOf,
  SavedRow,
  SpeakerRow,
  TableName,
  UploadRow,
  UserRow,
} from "./rows.ts";
import type { Outcome } from "./turn.ts";

/** Stores that answer at once and stores that must wait share one contract. */
export type Awaitable<T> = T | Promise<T>;

/** Time, as core sees it. */
export interface Clock {
  /** Milliseconds since 1970, for stamps; never goes back while the program runs, follows the machine forward. */
  now(): number;
  /** Milliseconds since some start, for durations; a clock that is set does not touch it. */
  elapsed(): number;
  /** Calls `run` once after `delayMs`; the returned function forgets it. */
  setTimer(run: () => void, delayMs: number): () => void;
}

/** Fresh ids (UUIDv7) and secrets; `secret(n)` is n random bytes, base64url. */
export interface Ids {
  uuid(): string;
  secret(bytes: number): string;
  /** n characters of `a-z 2-9` without look-alikes, for codes people type and slugs. */
  code(length: number): string;
}

/** One-way functions. `digest` is SHA-256, hex. Password hashing queues and takes a while. */
export interface Hashes {
  digest(text: string): string;
  hashPassword(password: string): Promise<string>;
  verifyPassword(password: string, hash: string): Promise<boolean>;
  /** What a server keeps for SCRAM-SHA-256 (RFC 5802 section 3): see `LoginRow.scram`. */
  createScram(password: string): Promise<string>;
}

/** A part of a list in a stable order: `after` is the `next` of the part before. */
export interface Part<T> {
  readonly rows: readonly T[];
  readonly next: string | null;
}

export interface PageQuery {
  readonly room: RoomId;
  /** Messages with `seq` below (newest ones) … */
  readonly before?: Seq;
  /** … or above (oldest ones). Neither: the newest. */
  readonly after?: Seq;
  readonly threadRoot?: Seq;
  readonly limit: number;
}

/** A followed thread among those of all rooms; `seq` is its root, `atMs` the time of its newest reply. */
export interface FollowedPlace {
  readonly room: RoomId;
  readonly seq: Seq;
  readonly atMs: number;
  readonly readSeq: Seq;
  readonly unread: number;
}

/** What to find. Words and filters must all hold; there is at least one word, `by` or `has`. */
export interface SearchQuery {
  readonly reader: UserId;
  readonly words: readonly SearchWord[];
  /** `null`: every room the reader is in. */
  readonly room: RoomId | null;
  readonly by: UserId | null;
  readonly has: SearchMark | null;
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly order: "newest" | "ranked";
  /** The `next` of the part before: digits. */
  readonly after: string | null;
  readonly limit: number;
}

/** Messages that answer a query; a suggestion only where the first part is empty. */
export interface Found extends Part<EventRow> {
  readonly suggestion: SearchSuggestion | null;
}

/** Everything a store can be asked. Rows are plain values; nothing found is `undefined` or empty. */
export interface Reads {
  get<T extends TableName>(table: T, ...key: KeyOf<T>): Awaitable<RowOf<T> | undefined>;
  /** Those of them who exist, in any order. */
  cardsById(ids: readonly UserId[]): Awaitable<CardRow[]>;
  userByNameKey(nameKey: string): Awaitable<UserRow | undefined>;
  userByNickKey(nickKey: string): Awaitable<UserRow | undefined>;
  deviceBySecretHash(hash: string): Awaitable<DeviceRow | undefined>;
  roomBySlug(slug: string): Awaitable<RoomRow | undefined>;
  roomByDirectKey(key: string): Awaitable<RoomRow | undefined>;
  /** Is there a user with this community role, somebody else than `except`? */
  hasUserWithRole(role: UserRow["role"], except?: UserId): Awaitable<boolean>;
  /** Deleted people of whom not everything is erased yet. */
  leaving(): Awaitable<readonly UserRow[]>;
  /** People by folded name, optionally those whose folded name contains `query`; the deleted are left out. */
  users(query: string, after: string | null, limit: number): Awaitable<Part<UserRow>>;
  devicesOf(user: UserId): Awaitable<readonly DeviceRow[]>;
  /** Public rooms by folded title, not archived, optionally those whose folded title contains `query`. */
  publicRooms(query: string, after: string | null, limit: number): Awaitable<Part<RoomRow>>;
  roomsOf(user: UserId): Awaitable<readonly MemberRow[]>;
  /** By role (owner first), then joining time. */
  membersOf(room: RoomId, after: string | null, limit: number): Awaitable<Part<MemberRow>>;
  memberIds(room: RoomId): Awaitable<readonly UserId[]>;
  invitationsOf(user: UserId): Awaitable<readonly InvitationRow[]>;
  invitationsTo(room: RoomId): Awaitable<readonly InvitationRow[]>;
  bansOf(room: RoomId): Awaitable<readonly BanRow[]>;
  /** Everyone who is in a room for one connection only, by joining time. */
  guestsOf(room: RoomId): Awaitable<readonly GuestRow[]>;
  roomsOfGuest(guest: SessionId): Awaitable<readonly GuestRow[]>;
  /** All guests that are in some room. */
  guestIds(): Awaitable<readonly SessionId[]>;
  speakersOf(room: RoomId): Awaitable<readonly SpeakerRow["person"][]>;
  connections(after: string | null, limit: number): Awaitable<Part<ConnectionRow>>;

  /** One entry of a log. */
  event(room: RoomId, seq: Seq): Awaitable<EventRow | undefined>;
  /** Entries with `seq > since` and at most `until`, in order, at most `limit`. */
  events(room: RoomId, since: Seq, until: Seq, limit: number): Awaitable<readonly EventRow[]>;
  eventByClientId(room: RoomId, author: Author, clientId: ClientId): Awaitable<EventRow | undefined>;
  /**
   * Entries of all logs that a person wrote or that name them in their details, in some order that stays. Looks
   * through a bounded number of others: a part may be short or empty while there is a `next`.
   */
  entriesBy(user: UserId, after: string | null, limit: number): Awaitable<Part<EventRow>>;
  /** Messages in log order; without `threadRoot` thread replies are left out (unless also in the room). */
  messages(query: PageQuery): Awaitable<readonly EventRow[]>;
  /** Log entries between two places that are not about messages, newest `limit` of them, in order. */
  notices(room: RoomId, from: Seq, to: Seq, limit: number): Awaitable<readonly EventRow[]>;
  pinned(room: RoomId, limit: number): Awaitable<readonly EventRow[]>;
  lastMessage(room: RoomId): Awaitable<EventRow | undefined>;
  /** Messages after `readSeq` by others, not deleted, shown in the room. Exact. */
  unread(room: RoomId, readSeq: Seq, user: UserId): Awaitable<number>;
  /** Reactions of several messages of one room, oldest first. */
  reactionsOf(room: RoomId, seqs: readonly Seq[]): Awaitable<readonly ReactionRow[]>;
  feed(user: UserId, since: Seq, limit: number): Awaitable<readonly FeedRow[]>;
  /** Mentions of these in a room behind a place, by others, of messages that stand. Exact. */
  mentionCount(room: RoomId, since: Seq, who: readonly MentionRow["who"][], user: UserId): Awaitable<number>;
  /** Who and what a message names. */
  mentionsOn(room: RoomId, seq: Seq): Awaitable<readonly MentionRow[]>;
  /** Mentions of a person, by others, in rooms they are in since they came there; newest first. */
  mentionsOf(user: UserId, after: string | null, limit: number): Awaitable<Part<MentionRow>>;
  /** What a person saved, in rooms they are in; newest first. */
  savedBy(user: UserId, after: string | null, limit: number): Awaitable<Part<SavedRow>>;
  blockedBy(user: UserId): Awaitable<readonly UserId[]>;
  /** Threads of a room that a person follows: those with something unread first, then the newest. Counts are exact. */
  threadsOf(room: RoomId, user: UserId, limit: number): Awaitable<readonly FollowedThread[]>;
  /** Threads that a person follows in rooms they are in and that have replies, by the newest reply. */
  followedBy(user: UserId, after: string | null, limit: number): Awaitable<Part<FollowedPlace>>;
  /** Who answered first in a thread, of replies that stand; guests left out. */
  threadPeople(room: RoomId, root: Seq, limit: number): Awaitable<readonly UserId[]>;
  /** Everything kept of a person and a room's threads. */
  followsOf(room: RoomId, user: UserId): Awaitable<readonly FollowRow[]>;

  /** A message's files, in their order. */
  filesOf(room: RoomId, seq: Seq): Awaitable<readonly FileRow[]>;
  /** Files of a whole room, by message, at most `limit` (of no certain ones). */
  filesIn(room: RoomId, limit: number): Awaitable<readonly FileRow[]>;
  /** A room's messages that have files, newest first. `after`: digits. */
  messagesWithFiles(
    room: RoomId,
    after: string | null,
    limit: number,
  ): Awaitable<Part<Pick<FileRow, "room" | "seq">>>;
  /** Uploads that no message names, oldest first. */
  uploads(after: string | null, limit: number): Awaitable<Part<UploadRow>>;
  /** Blobs that nothing names any more. */
  unusedBlobs(limit: number): Awaitable<readonly BlobRow[]>;
}

/** A new log entry before it has its place. */
export interface NewEvent {
  readonly room: RoomId;
  readonly id: EventId;
  readonly type: RoomEvent["type"];
  readonly author: Author;
  readonly atMs: number;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly message?: Omit<
    MessagePart,
    "n" | "editedAtMs" | "deletedAtMs" | "deletedBy" | "pinned" | "replies" | "lastReplyAtMs"
  >;
}

/** The store inside one transaction: what a change may do. */
export interface Tx extends Reads {
  put<T extends TableName>(table: T, row: RowOf<T>): Awaitable<void>;
  remove<T extends TableName>(table: T, ...key: KeyOf<T>): Awaitable<void>;
  /** Takes the room's next `seq` (and `n`), writes the entry, indexes its text, updates the room's row. */
  append(event: NewEvent): Awaitable<EventRow>;
  /** Writes part of a message in place: folding an edit, a deletion, a pin, a reply count. Index follows. */
  patchMessage(room: RoomId, seq: Seq, patch: Partial<MessagePart>): Awaitable<void>;
  /** Writes part of a room's row; `append` keeps `lastSeq` and `lastN` itself. */
  patchRoom(room: RoomId, patch: Partial<Omit<RoomRow, "id" | "lastSeq" | "lastN">>): Awaitable<void>;
  removeReactions(room: RoomId, seq: Seq): Awaitable<void>;
  /** Writes the details of an entry anew; `detail.target` stays. */
  patchDetail(room: RoomId, seq: Seq, detail: EventRow["detail"]): Awaitable<void>;
  /** Removes everything kept of a person beside their row, their log entries, devices, uploads and places in rooms. */
  forgetPerson(user: UserId): Awaitable<void>;
  /** Takes the feed's next `seq` and writes the entry. */
  addFeed(user: UserId, atMs: number, change: FeedRow["change"]): Awaitable<FeedRow>;
  /** Everything a room ever held, its row and members included. */
  eraseRoom(room: RoomId): Awaitable<void>;
}

/** A change's end: done and on disk, or refused with nothing written. */
export type Committed =
  | { readonly done: true; readonly outcome: Outcome }
  | { readonly done: false; readonly reason: RefusalReason; readonly params: RefusalParams };

/**
 * Where everything is kept. `commit` applies one change (core's own functions) in a transaction, together
 * with whatever else arrived meanwhile, and resolves once it is on disk; commits of one store resolve in the
 * order of their log. Throws `Unavailable` when nothing could be written; reading goes on.
 */
export interface Store extends Reads {
  commit(change: Change): Promise<Committed>;
  /**
   * Messages in rooms the reader is in, or (a community's owner and moderators) in the public room asked for:
   * read in the same snapshot as the messages themselves. Newest by log order, or best first among the newest
   * `maxRanked`. Throws `Refusal` (`search_too_slow`) or `Unavailable`.
   */
  search(query: SearchQuery): Awaitable<Found>;
  /** Lets go of memory that only makes reading and writing faster; it fills again by itself. */
  release(): void;
  /** Waits for what was handed in, then releases everything. */
  close(): Promise<void>;
}

/**
 * Where the bytes of files are. A *part* grows by `append` under the name of its upload; finished, it becomes a
 * *blob* under the SHA-256 of its content (64 hex digits), kept once. Names of files never get here.
 * Everything that writes throws `Unavailable` when it cannot (`disk_full` when there is no space).
 */
export interface BlobStore {
  /** Makes an empty part; one that is there stays as it is. */
  begin(part: string): Promise<void>;
  /** Bytes of a part that are there; `undefined`: no such part. */
  sizeOf(part: string): Promise<number | undefined>;
  /**
   * Appends what comes and resolves with the part's size once that is on disk. When `bytes` breaks off, what
   * came is kept and the error thrown on. Throws `Refusal` (`file_too_large`) past `maxBytes` in all.
   */
  append(part: string, bytes: AsyncIterable<Uint8Array>, maxBytes: number): Promise<number>;
  /** SHA-256 of a whole part. */
  digest(part: string): Promise<string>;
  /**
   * Makes a part's bytes the blob of its hash, on disk when it resolves; a blob that is there already stays. The
   * part stays, too, until it is dropped: a stop at any moment loses neither.
   */
  keep(part: string, hash: string): Promise<void>;
  /** Forgets a part; one that is not there is forgotten already. So with `remove`. */
  drop(part: string): Promise<void>;
  has(hash: string): Promise<boolean>;
  /** Bytes `start` (in) to `end` (out) of a blob. */
  read(hash: string, start: number, end: number): Blob | ReadableStream<Uint8Array>;
  remove(hash: string): Promise<void>;
  /** Every part and every blob there is. */
  parts(): AsyncIterable<string>;
  hashes(): AsyncIterable<string>;
  /** What the disk under it has left, and has at all, bytes. */
  space(): Promise<{ readonly freeBytes: number; readonly totalBytes: number }>;
}

export type Topic = `room:${RoomId}` | `presence:${RoomId}` | `user:${UserId}` | "community";

/** What travels on the bus: committed entries, and the ephemeral frames about presence and typing. */
export type BusMessage =
  | { readonly kind: "event"; readonly event: RoomEvent }
  | { readonly kind: "feed"; readonly user: UserId; readonly entry: FeedEntry }
  | { readonly kind: "frame"; readonly topic: Topic; readonly frame: Ephemeral };

/** Carries messages between the processes of a community, in order per publisher, itself included. */
export interface Bus {
  publish(messages: readonly BusMessage[]): void;
  subscribe(listener: (message: BusMessage) => void): () => void;
  close(): Promise<void>;
}
