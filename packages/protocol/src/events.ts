import type { RefusalCode, RefusalParams, RefusalReason } from "./errors.ts";
import type { ClientId, EventId, RoomId, Seq, SessionId, UserId } from "./ids.ts";
import type {
  AttentionLevel,
  Author,
  Body,
  CommunityCard,
  Invitation,
  PresenceState,
  Role,
  RoomKind,
  RoomRules,
  RoomSummary,
  UserCard,
} from "./records.ts";

/** One entry of a room's log. `seq` has no gap; `atMs` is the server's clock and orders nothing. */
interface Logged {
  readonly room: RoomId;
  readonly seq: Seq;
  readonly id: EventId;
  readonly author: Author;
  readonly atMs: number;
}

export interface MessageSent extends Logged {
  readonly type: "message.sent";
  readonly n: number;
  readonly clientId?: ClientId;
  /** `null` when the message was deleted before this copy was read. */
  readonly body: Body | null;
  readonly editedAtMs?: number;
  readonly replyTo?: Seq;
  readonly threadRoot?: Seq;
  readonly alsoInRoom?: true;
}
export interface MessageEdited extends Logged {
  readonly type: "message.edited";
  readonly target: Seq;
  /** The message's newest body: older ones are gone. `null` once deleted. */
  readonly body: Body | null;
}
export interface MessageDeleted extends Logged {
  readonly type: "message.deleted";
  readonly target: Seq;
  /** The thread the deleted message was a reply in: it has one reply fewer. */
  readonly threadRoot?: Seq;
}
export interface ReactionAdded extends Logged {
  readonly type: "reaction.added";
  readonly target: Seq;
  readonly emoji: string;
}
export interface ReactionRemoved extends Logged {
  readonly type: "reaction.removed";
  readonly target: Seq;
  readonly emoji: string;
}
export interface MessagePinned extends Logged {
  readonly type: "message.pinned";
  readonly target: Seq;
}
export interface MessageUnpinned extends Logged {
  readonly type: "message.unpinned";
  readonly target: Seq;
}

export interface RoomCreated extends Logged {
  readonly type: "room.created";
  readonly kind: RoomKind;
  readonly title: string;
}
export interface RoomRenamed extends Logged {
  readonly type: "room.renamed";
  readonly title: string;
  /** Only when the room's address changed, too. */
  readonly slug?: string;
}
export interface TopicChanged extends Logged {
  readonly type: "topic.changed";
  readonly topic: string;
}
export interface RoomArchived extends Logged {
  readonly type: "room.archived";
}
export interface RoomUnarchived extends Logged {
  readonly type: "room.unarchived";
}
/** The last event a room ever has; it is published, never kept. */
export interface RoomDeleted extends Logged {
  readonly type: "room.deleted";
}

export interface MemberJoined extends Logged {
  readonly type: "member.joined";
  readonly user: UserId;
  readonly name: string;
}
export interface MemberLeft extends Logged {
  readonly type: "member.left";
  readonly user: UserId;
  readonly name: string;
  readonly reason?: string;
}
/** Removed by the author; `banned`: may not come back until unbanned. */
export interface MemberRemoved extends Logged {
  readonly type: "member.removed";
  readonly user: UserId;
  readonly name: string;
  readonly banned: boolean;
  readonly reason?: string;
}
export interface MemberUnbanned extends Logged {
  readonly type: "member.unbanned";
  readonly user: UserId;
  readonly name: string;
}
export interface RoleChanged extends Logged {
  readonly type: "role.changed";
  readonly user: UserId;
  readonly name: string;
  readonly role: Role;
}

/** A guest came in, left or was put out; guests have no user, so they have entries of their own. */
export interface GuestJoined extends Logged {
  readonly type: "guest.joined";
  readonly name: string;
}
export interface GuestLeft extends Logged {
  readonly type: "guest.left";
  readonly name: string;
  readonly reason?: string;
}
export interface GuestRemoved extends Logged {
  readonly type: "guest.removed";
  readonly guest: SessionId;
  readonly name: string;
  readonly reason?: string;
}
export interface GuestRoleChanged extends Logged {
  readonly type: "guest.roleChanged";
  readonly guest: SessionId;
  readonly name: string;
  readonly role: Role;
}
/** Someone may, or may no longer, write while the room is read-only. */
export interface SpeakerChanged extends Logged {
  readonly type: "speaker.changed";
  readonly person: UserId | SessionId;
  readonly name: string;
  readonly on: boolean;
}
export interface RulesChanged extends Logged {
  readonly type: "rules.changed";
  readonly rules: RoomRules;
}
/** Client-only tags without a text, kept because their sender asked for it. */
export interface TagsSent extends Logged {
  readonly type: "tags.sent";
  readonly tags: Readonly<Record<string, string>>;
}

/** Log entries shown as a line between messages. */
export type Notice =
  | RoomCreated
  | RoomRenamed
  | TopicChanged
  | RoomArchived
  | RoomUnarchived
  | MemberJoined
  | MemberLeft
  | MemberRemoved
  | MemberUnbanned
  | RoleChanged;

/** Every entry a room's log can hold. */
export type RoomEvent =
  | MessageSent
  | MessageEdited
  | MessageDeleted
  | ReactionAdded
  | ReactionRemoved
  | MessagePinned
  | MessageUnpinned
  | RoomDeleted
  | GuestJoined
  | GuestLeft
  | GuestRemoved
  | GuestRoleChanged
  | SpeakerChanged
  | RulesChanged
  | TagsSent
  | Notice;

/** What happened to one person, in their own order; `seq` has no gap. */
export interface FeedEntry {
  readonly type: "feed";
  readonly seq: Seq;
  readonly atMs: number;
  readonly change: FeedChange;
}
export type FeedChange =
  | { readonly type: "room.added"; readonly room: RoomId }
  | {
      readonly type: "room.removed";
      readonly room: RoomId;
      readonly why: "left" | "removed" | "banned" | "deleted";
      readonly by?: UserId;
    }
  | { readonly type: "invitation.added"; readonly invitation: Invitation }
  | { readonly type: "invitation.removed"; readonly room: RoomId }
  | { readonly type: "read.marked"; readonly room: RoomId; readonly seq: Seq }
  | { readonly type: "unread.marked"; readonly room: RoomId; readonly seq: Seq }
  | {
      readonly type: "attention.changed";
      readonly room: RoomId;
      readonly level: AttentionLevel;
      readonly muted: boolean;
    }
  | { readonly type: "saved.changed"; readonly room: RoomId; readonly seq: Seq; readonly on: boolean }
  | {
      readonly type: "thread.changed";
      readonly room: RoomId;
      readonly root: Seq;
      readonly following: boolean;
      readonly readSeq: Seq;
    }
  | { readonly type: "block.changed"; readonly user: UserId; readonly on: boolean }
  | { readonly type: "role.changed"; readonly role: Role }
  | { readonly type: "profile.changed"; readonly user: UserCard }
  | { readonly type: "privacy.changed"; readonly hidesLastSeen: boolean }
  | { readonly type: "devices.changed" };

/** Ephemeral: differences of one watched room, at most once a second. `here` counts people here or away. */
export interface PresenceChanged {
  readonly type: "presence.changed";
  readonly room: RoomId;
  readonly here: number;
  readonly changes: readonly { readonly user: UserId; readonly state: PresenceState }[];
}
/** Ephemeral: who is typing in a watched room now; whole, replaces the last one, expires after 8 s. */
export interface TypingChanged {
  readonly type: "typing.changed";
  readonly room: RoomId;
  readonly users: readonly { readonly user: UserId; readonly name: string }[];
  readonly more: number;
}
/** Ephemeral: somebody read on in a watched direct chat or small room. */
export interface SeenChanged {
  readonly type: "seen.changed";
  readonly room: RoomId;
  readonly user: UserId;
  readonly seen: Seq;
}
/** Ephemeral: a person's card changed. Sent to every room the person is in. */
export interface UserChanged {
  readonly type: "user.changed";
  readonly user: UserCard;
}
/** Ephemeral: how many people are here in the whole community, at most once a second. */
export interface CommunityChanged {
  readonly type: "community.changed";
  readonly here: number;
}

/**
 * First answer to a hello: everything to draw the sidebar. The session listens before its rooms are read, so
 * live events may come ahead of it; those above a room's `lastSeq` count.
 */
export interface Welcome {
  readonly type: "welcome";
  readonly version: number;
  readonly session: SessionId;
  readonly serverTimeMs: number;
  readonly community: CommunityCard;
  readonly user: UserCard & { readonly hasPassword: boolean; readonly hidesLastSeen?: boolean };
  readonly hasOwner: boolean;
  readonly feedSeq: Seq;
  readonly rooms: readonly RoomSummary[];
  readonly invitations: readonly Invitation[];
  /** Whom the reader does not want to hear from. */
  readonly blocked: readonly UserId[];
  /** What the reader saved for later, newest first, at most `sizes.maxSavedListed`. */
  readonly saved: readonly { readonly room: RoomId; readonly seq: Seq }[];
}
/** The command with this `id` was done; what it changed is on disk. */
export interface Ack {
  readonly type: "ack";
  readonly id: number;
  readonly result: unknown;
}
/** The command with this `id` was not done. `id` is 0 when the frame had none. */
export interface Refused {
  readonly type: "refused";
  readonly id: number;
  readonly code: RefusalCode;
  readonly reason: RefusalReason;
  readonly params: RefusalParams;
  readonly retryAfterMs?: number;
}
/** Answer within 45 s with any frame, best a `pong`. */
export interface Ping {
  readonly type: "ping";
  readonly serverTimeMs: number;
}
/** Why a server ends a session that did nothing wrong. */
export type SessionEnd = "stopping" | "device_ended" | "person_deleted";
/** The server is about to close this connection. */
export interface Bye {
  readonly type: "bye";
  readonly why: SessionEnd | "too_slow" | "silent";
  readonly retryAfterMs?: number;
}

export type Ephemeral = PresenceChanged | TypingChanged | SeenChanged | UserChanged | CommunityChanged;
/** Every frame a server sends. */
export type ServerFrame = Welcome | Ack | Refused | RoomEvent | FeedEntry | Ephemeral | Ping | Bye;

/** Is this frame an entry of a room's log? */
export function isRoomEvent(frame: ServerFrame): frame is RoomEvent {
  return "seq" in frame && "room" in frame;
}

const notices: ReadonlySet<string> = new Set<Notice["type"]>([
  "room.created",
  "room.renamed",
  "topic.changed",
  "room.archived",
  "room.unarchived",
  "member.joined",
  "member.left",
  "member.removed",
  "member.unbanned",
  "role.changed",
]);
/** Is this log entry shown as a line between messages? */
export function isNotice(event: RoomEvent): event is Notice {
  return notices.has(event.type);
}
