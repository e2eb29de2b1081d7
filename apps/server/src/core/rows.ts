import type {
  AttentionLevel,
  Author,
  Body,
  ClientId,
  DeviceId,
  EventId,
  FeedChange,
  MentionGroup,
  Role,
  RoomId,
  RoomKind,
  Seq,
  SessionId,
  UploadId,
  UserId,
} from "@hearth/protocol";

/** A person. `nameKey` and `nickKey` are unique: see `users/name-key.ts`. */
export interface UserRow {
  readonly id: UserId;
  readonly name: string;
  readonly nameKey: string;
  /** The name folded for finding and sorting: see `foldName`. */
  readonly nameFold: string;
  /** The name IRC clients see, unique by `nickKey`. */
  readonly nick: string;
  readonly nickKey: string;
  readonly role: Role;
  /** `null`: no password was set, the name lives on its devices alone. */
  readonly passwordHash: string | null;
  readonly createdAtMs: number;
  readonly lastSeenAtMs: number;
  /** What they say of themselves; empty for most. */
  readonly status: string;
  /** Nobody is told when they were last here. */
  readonly hidesLastSeen: 0 | 1;
  /** When the person was deleted; the row stays, since their places in the logs do. */
  readonly goneAtMs: number | null;
  /** How far erasing what a deleted person left behind has come: a place of `entriesBy`. `null`: nothing to do. */
  readonly eraseFrom: string | null;
  /** Last place in the person's feed. */
  readonly feedSeq: Seq;
}

/** What cards are made of: whoever shows people needs no more of them. */
export const cardFields = [
  ...(["id", "name", "role", "status", "goneAtMs"] as const),
  ...(["createdAtMs", "lastSeenAtMs", "hidesLastSeen"] as const),
];
export type CardRow = Pick<UserRow, (typeof cardFields)[number]>;

/** A browser profile or terminal that stays signed in. */
export interface DeviceRow {
  readonly id: DeviceId;
  readonly user: UserId;
  /** SHA-256 of the 256-bit device secret, hex. */
  readonly secretHash: string;
  readonly label: string;
  readonly createdAtMs: number;
  readonly lastSeenAtMs: number;
}

/** A one-time code: links a device, gives a name back, or makes the owner. */
export interface CodeRow {
  /** SHA-256 of the code, hex. */
  readonly hash: string;
  readonly kind: "device" | "owner";
  /** Whose device it links; `null` for the owner link. */
  readonly user: UserId | null;
  readonly expiresAtMs: number;
}

export interface RoomRow {
  readonly id: RoomId;
  readonly kind: RoomKind;
  readonly title: string;
  /** Title folded for sorting and finding: see `rooms/title-key.ts`. */
  readonly titleKey: string;
  /** Unique among all rooms; private ones end in random characters so that it tells nothing. */
  readonly slug: string;
  readonly topic: string;
  readonly createdBy: UserId | null;
  readonly createdAtMs: number;
  readonly archivedAtMs: number | null;
  /** Sorted ids of a direct chat's people, joined; unique. */
  readonly directKey: string | null;
  readonly memberCount: number;
  /** Last place in the log. */
  readonly lastSeq: Seq;
  /** Ordinal of the last message. */
  readonly lastN: number;
  /** First place still kept; 1 until retention removes older ones. */
  readonly firstSeq: Seq;
}

export interface MemberRow {
  readonly room: RoomId;
  readonly user: UserId;
  readonly role: Role;
  readonly joinedAtMs: number;
  /** Read mark: everything up to here was seen. */
  readonly readSeq: Seq;
}

export interface InvitationRow {
  readonly room: RoomId;
  readonly user: UserId;
  readonly by: UserId;
  readonly atMs: number;
}

export interface BanRow {
  readonly room: RoomId;
  readonly user: UserId;
  readonly by: UserId;
  readonly atMs: number;
}

/** Someone who is in a room for as long as one connection lives. Ends with the connection, whatever happens. */
export interface GuestRow {
  readonly room: RoomId;
  readonly guest: SessionId;
  readonly name: string;
  readonly role: Role;
  readonly joinedAtMs: number;
}

/** A room's switches; most rooms have no row, and all of them off. */
export interface RulesRow {
  readonly room: RoomId;
  readonly joinKey: string | null;
  readonly memberLimit: number | null;
  readonly unlisted: 0 | 1;
  readonly inviteOnly: 0 | 1;
  readonly readOnly: 0 | 1;
  readonly topicOpen: 0 | 1;
  readonly outsidersWrite: 0 | 1;
}

/** Someone who may write while the room is read-only. */
export interface SpeakerRow {
  readonly room: RoomId;
  readonly person: UserId | SessionId;
}

/** What lets a person sign in to IRC beside the password of their name. */
export interface LoginRow {
  readonly user: UserId;
  /** RFC 5802: salt, iterations, stored key and server key, in base64, joined by `$`. */
  readonly scram: string | null;
}

/** Community-wide values under well-known keys. */
export interface SettingRow {
  readonly key: string;
  readonly value: string;
}

/** One line of the connection log. */
export interface ConnectionRow {
  readonly session: SessionId;
  readonly user: UserId | null;
  readonly name: string | null;
  readonly device: DeviceId | null;
  readonly address: string;
  readonly client: string;
  readonly door: string;
  readonly openedAtMs: number;
  readonly closedAtMs: number | null;
  readonly note: string;
}

/** A file on its way: begun, perhaps finished, named by no message yet. */
export interface UploadRow {
  readonly id: UploadId;
  readonly user: UserId;
  /** As announced; finished uploads have exactly this many. */
  readonly bytes: number;
  /** SHA-256 of all of it, hex; `null` until it is finished. */
  readonly hash: string | null;
  readonly createdAtMs: number;
}

/** One file of a message: `n` is its place in the message's list, from 1. */
export interface FileRow {
  readonly room: RoomId;
  readonly seq: Seq;
  readonly n: number;
  readonly hash: string;
  readonly bytes: number;
  /** Whose upload it was: it counts for them. */
  readonly user: UserId;
}

/** Bytes that are kept once, however many uploads and messages name them. */
export interface BlobRow {
  readonly hash: string;
  readonly bytes: number;
  /** How many uploads and files name it; what nobody names is collected. */
  readonly refs: number;
}

/** How much someone's files hold: a person's, a room's, or (`community`) everyone's. */
export interface UsageRow {
  readonly owner: UserId | RoomId | "community";
  readonly bytes: number;
  /** A person's uploads that no message names yet. */
  readonly uploads: number;
}

/** How much a person wants to hear of a room; without a row, what is usual for its kind. */
export interface AttentionRow {
  readonly room: RoomId;
  readonly user: UserId;
  /** `null`: what is usual. */
  readonly level: AttentionLevel | null;
  readonly muted: 0 | 1;
  /** Unread from here on, whatever was read. */
  readonly unreadFrom: Seq | null;
}

/** A thread somebody follows, or does not want to follow any more. */
export interface FollowRow {
  readonly room: RoomId;
  readonly user: UserId;
  readonly root: Seq;
  readonly following: 0 | 1;
  readonly readSeq: Seq;
}

/** A message that names somebody: a person's id, or a group (`*here`, `*moderators`). */
export interface MentionRow {
  readonly room: RoomId;
  readonly seq: Seq;
  readonly who: UserId | `*${MentionGroup}`;
  /** Who wrote it; empty for a guest. */
  readonly author: UserId | "";
  readonly atMs: number;
}

/** A message somebody wants to find again. */
export interface SavedRow {
  readonly user: UserId;
  readonly room: RoomId;
  readonly seq: Seq;
  readonly atMs: number;
}

/** Somebody a person does not want to hear from. */
export interface BlockRow {
  readonly user: UserId;
  readonly blocked: UserId;
  readonly atMs: number;
}

export interface ReactionRow {
  readonly room: RoomId;
  readonly seq: Seq;
  readonly emoji: string;
  readonly user: UserId;
  readonly atMs: number;
}

/** What a message carries beside its place in the log; bodies live here alone, so erasing erases. */
export interface MessagePart {
  readonly n: number;
  readonly clientId: ClientId | null;
  readonly body: Body | null;
  readonly replyTo: Seq | null;
  readonly threadRoot: Seq | null;
  readonly alsoInRoom: boolean;
  readonly editedAtMs: number | null;
  readonly deletedAtMs: number | null;
  readonly deletedBy: Author | null;
  readonly pinned: boolean;
  /** On a thread's root: replies not deleted, and the newest one's time. */
  readonly replies: number;
  readonly lastReplyAtMs: number | null;
}

/**
 * One entry of a room's log as a store keeps it. `detail` holds the event's own fields, bodies excepted;
 * `detail.target` is the message an entry is about.
 */
export interface EventRow {
  readonly room: RoomId;
  readonly seq: Seq;
  readonly id: EventId;
  readonly type: string;
  readonly author: Author;
  readonly atMs: number;
  readonly detail: Readonly<Record<string, unknown>>;
  /** Only for `message.sent`. */
  readonly message: MessagePart | null;
}

export interface FeedRow {
  readonly user: UserId;
  readonly seq: Seq;
  readonly atMs: number;
  readonly change: FeedChange;
}

/** The simple tables: each row is whole, found by its key. */
export interface Tables {
  readonly users: { readonly key: readonly [id: UserId]; readonly row: UserRow };
  readonly devices: { readonly key: readonly [id: DeviceId]; readonly row: DeviceRow };
  readonly codes: { readonly key: readonly [hash: string]; readonly row: CodeRow };
  readonly rooms: { readonly key: readonly [id: RoomId]; readonly row: RoomRow };
  readonly members: { readonly key: readonly [room: RoomId, user: UserId]; readonly row: MemberRow };
  readonly invitations: { readonly key: readonly [room: RoomId, user: UserId]; readonly row: InvitationRow };
  readonly bans: { readonly key: readonly [room: RoomId, user: UserId]; readonly row: BanRow };
  readonly guests: { readonly key: readonly [room: RoomId, guest: SessionId]; readonly row: GuestRow };
  readonly rules: { readonly key: readonly [room: RoomId]; readonly row: RulesRow };
  readonly speakers: {
    readonly key: readonly [room: RoomId, person: UserId | SessionId];
    readonly row: SpeakerRow;
  };
  readonly logins: { readonly key: readonly [user: UserId]; readonly row: LoginRow };
  readonly settings: { readonly key: readonly [key: string]; readonly row: SettingRow };
  readonly connections: { readonly key: readonly [session: SessionId]; readonly row: ConnectionRow };
  readonly uploads: { readonly key: readonly [id: UploadId]; readonly row: UploadRow };
  readonly files: { readonly key: readonly [room: RoomId, seq: Seq, n: number]; readonly row: FileRow };
  readonly blobs: { readonly key: readonly [hash: string]; readonly row: BlobRow };
  readonly usages: { readonly key: readonly [owner: UsageRow["owner"]]; readonly row: UsageRow };
  readonly attention: { readonly key: readonly [room: RoomId, user: UserId]; readonly row: AttentionRow };
  readonly follows: {
    readonly key: readonly [room: RoomId, user: UserId, root: Seq];
    readonly row: FollowRow;
  };
  readonly mentions: {
    readonly key: readonly [room: RoomId, seq: Seq, who: MentionRow["who"]];
    readonly row: MentionRow;
  };
  readonly saved: { readonly key: readonly [user: UserId, room: RoomId, seq: Seq]; readonly row: SavedRow };
  readonly blocks: { readonly key: readonly [user: UserId, blocked: UserId]; readonly row: BlockRow };
  readonly reactions: {
    readonly key: readonly [room: RoomId, seq: Seq, emoji: string, user: UserId];
    readonly row: ReactionRow;
  };
}
export type TableName = keyof Tables;
export type RowOf<T extends TableName> = Tables[T]["row"];
export type KeyOf<T extends TableName> = Tables[T]["key"];
