import * as v from "valibot";
import { AttachmentSchema } from "./attachments.ts";
import type { ClientId, CommunityId, DeviceId, EventId, RoomId, Seq, SessionId, UserId } from "./ids.ts";
import { sizes } from "./limits.ts";

export const roomKinds = ["public", "private", "direct"] as const;
export type RoomKind = (typeof roomKinds)[number];

export const roles = ["owner", "moderator", "member"] as const;
/** A role in a room or in the community; `guest` is an identity, not a role. */
export type Role = (typeof roles)[number];
export const RoleSchema = v.picklist(roles);

export const presenceStates = ["here", "away", "offline"] as const;
export type PresenceState = (typeof presenceStates)[number];

/** What everyone in the community may know of a person. */
export interface UserCard {
  readonly id: UserId;
  readonly name: string;
  /** Role in the community. */
  readonly role: Role;
  /** What they say of themselves, one line. */
  readonly status?: string;
  /** The person was deleted: `name` is `goneName`. */
  readonly gone?: true;
  /** Only where people are listed or looked up: when they were last here. Absent for who is here now, or hides it. */
  readonly lastSeenAtMs?: number;
}

/** Who wrote an event: a person, or a name that lived as long as one connection. */
export type Author = { readonly user: UserId } | { readonly guest: SessionId; readonly name: string };

const utf8 = new TextEncoder();
const maxUtf8 = (max: number) =>
  v.check((text: string) => text.length <= max && utf8.encode(text).length <= max, "too_large");

/** Text may hold line breaks and tabs; other controls have no place in a message. */
const noControls = v.check((text: string) => !/[\u0000-\u0008\u000B-\u001F\u007F]/u.test(text), "controls");
const wellFormed = v.check((text: string) => !/[\uD800-\uDFFF]/u.test(text), "lone surrogates");

/** IRCv3 message-tags: client-only tags, at most 4,094 bytes together. */
export const ClientTagsSchema = v.pipe(
  v.record(v.pipe(v.string(), v.regex(/^\+[A-Za-z0-9./-]{1,64}$/)), v.pipe(v.string(), wellFormed)),
  v.check((tags) => utf8.encode(JSON.stringify(tags)).length <= 4_094, "too_large"),
);

export const TextBodySchema = v.strictObject({
  kind: v.literal("text"),
  text: v.pipe(v.string(), maxUtf8(sizes.maxTextBytes), wellFormed, noControls),
  /** `true`: "/me waves", shown as an action of the author. */
  action: v.optional(v.literal(true)),
  /** `true`: said by a program, which must not be answered by one (IRC's NOTICE, RFC 2812 section 3.3.2). */
  notice: v.optional(v.literal(true)),
  /** IRCv3 client-only tags, each key with its `+`: clients that know a tag read it, all others leave it alone. */
  tags: v.optional(ClientTagsSchema),
  /** What the message's files are; with files the text may be empty. */
  attachments: v.optional(
    v.pipe(v.array(AttachmentSchema), v.minLength(1), v.maxLength(sizes.maxAttachments)),
  ),
});

/** A payload the server cannot read; its content type says to the members what is inside. */
export const SealedBodySchema = v.strictObject({
  kind: v.literal("sealed"),
  contentType: v.pipe(v.string(), v.regex(/^[\w.+-]{1,64}\/[\w.+-]{1,64}$/)),
  data: v.pipe(v.string(), v.maxLength(sizes.maxSealedChars), v.regex(/^[A-Za-z0-9_-]+$/)),
});

export const BodySchema = v.variant("kind", [TextBodySchema, SealedBodySchema]);
/** Somebody who is named in a text: a person, or with `group` everyone in the room, or its moderators. */
export interface Mention {
  /** As it stands in the text, its `@` included. */
  readonly text: string;
  readonly user?: UserId;
  readonly group?: MentionGroup;
}
export const mentionGroups = ["here", "moderators"] as const;
export type MentionGroup = (typeof mentionGroups)[number];

/** A text as it is sent, and what the server finds out about it: nobody can claim these. */
export type TextBody = v.InferOutput<typeof TextBodySchema> & {
  /** Who is named, in the order of the text. */
  readonly mentions?: readonly Mention[];
  /** Who wrote it first, where it was passed on from elsewhere. */
  readonly forwardedFrom?: Author;
};
export type SealedBody = v.InferOutput<typeof SealedBodySchema>;
/** A message's content: plain and typed, or opaque and sealed. */
export type Body = TextBody | SealedBody;

export interface Reaction {
  readonly emoji: string;
  readonly count: number;
  /** The first `sizes.maxReactionUsers` people, oldest first. */
  readonly users: readonly UserId[];
  /** The reader is one of them, named or not. */
  readonly mine?: true;
}

/** A message as pages show it: the log's edits, deletion and reactions folded in. */
export interface Message {
  readonly room: RoomId;
  readonly seq: Seq;
  /** Ordinal among the room's messages, from 1. */
  readonly n: number;
  readonly id: EventId;
  readonly author: Author;
  readonly atMs: number;
  readonly clientId?: ClientId;
  /** `null` once deleted. */
  readonly body: Body | null;
  readonly editedAtMs?: number;
  readonly deletedAtMs?: number;
  readonly deletedBy?: Author;
  readonly replyTo?: Seq;
  readonly threadRoot?: Seq;
  /** A thread reply that is also shown in the room. */
  readonly alsoInRoom?: true;
  /** On the root of a thread. */
  readonly thread?: {
    readonly replies: number;
    readonly lastAtMs: number;
    /** The first people who answered, at most `sizes.maxThreadPeople`. */
    readonly people?: readonly UserId[];
  };
  readonly reactions?: readonly Reaction[];
  readonly pinned?: true;
}

/** Messages in log order, whole up to `uptoSeq`: live events at or below it are already inside. */
export interface Page {
  readonly messages: readonly Message[];
  /** Events of the room's log that are not messages, between the page's first and last message. */
  readonly notices: readonly import("./events.ts").Notice[];
  readonly uptoSeq: Seq;
  /** Is there more before the first, after the last message? */
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
  /** Cards of everyone named on the page. */
  readonly users: readonly UserCard[];
}

/** What to search for instead, and how many of the asker's messages say that (counted up to 1,000). */
export interface SearchSuggestion {
  readonly query: string;
  readonly count: number;
}

export interface MemberCard extends UserCard {
  /** Role in this room. */
  readonly roomRole: Role;
  readonly joinedAtMs: number;
}

/** What a room asks of those who come in and write. A room without any has every switch off. */
export interface RoomRules {
  /** Whoever joins without an invitation must name it. */
  readonly joinKey: string | null;
  /** Joining ends when this many people are in. */
  readonly memberLimit: number | null;
  /** Left out of lists, for those who are not in it. */
  readonly unlisted: boolean;
  readonly inviteOnly: boolean;
  /** Only moderators and speakers write. */
  readonly readOnly: boolean;
  /** Every member may change the topic. */
  readonly topicOpen: boolean;
  /** People who are not in it may write into it. */
  readonly outsidersWrite: boolean;
}

/** Someone who is in a room for one connection only. */
export interface GuestCard {
  readonly guest: SessionId;
  readonly name: string;
  readonly roomRole: Role;
  readonly joinedAtMs: number;
}

export const attentionLevels = ["all", "mentions", "nothing"] as const;
/** What a room may tell its member of. */
export type AttentionLevel = (typeof attentionLevels)[number];

/** Messages of several rooms, newest first: mentions, or what was saved. */
export interface MessageList {
  readonly messages: readonly Message[];
  /** Titles are empty for direct chats, whose people the reader knows. */
  readonly next: string | null;
  /** Cards of everyone named. */
  readonly users: readonly UserCard[];
}

/** A thread somebody follows, named by its root. */
export interface FollowedThread {
  readonly root: Seq;
  readonly readSeq: Seq;
  /** Replies by others after the read mark, not deleted, those also shown in the room left out. */
  readonly unread: number;
}

/** Followed threads of several rooms, the one with the newest reply first. */
export interface ThreadList {
  readonly threads: readonly (FollowedThread & { readonly message: Message })[];
  readonly next: string | null;
  /** Cards of everyone named. */
  readonly users: readonly UserCard[];
}

/** A room as one of its members sees it. */
export interface RoomSummary {
  readonly id: RoomId;
  readonly kind: RoomKind;
  /** Empty for direct chats: their title is their people. */
  readonly title: string;
  readonly slug: string;
  readonly topic: string;
  readonly createdAtMs: number;
  readonly createdBy: UserId | null;
  readonly archivedAtMs: number | null;
  readonly memberCount: number;
  readonly lastSeq: Seq;
  /** Its text is cut to `sizes.maxPreviewBytes`. */
  readonly lastMessage: Message | null;
  readonly myRole: Role;
  readonly joinedAtMs: number;
  readonly readSeq: Seq;
  /** Messages by others after the read mark, not deleted, thread replies left out. */
  readonly unread: number;
  /** Unread messages that name the reader, thread replies counted. */
  readonly mentions: number;
  /** What of this room the reader wants to be told of. */
  readonly level: AttentionLevel;
  /** Nothing of this room marks itself as new, mentions excepted. */
  readonly muted: boolean;
  /** Where the reader put the beginning of what is unread, behind their read mark. */
  readonly unreadFrom?: Seq;
  /** What the reader follows here: what has something unread first, then the newest, at most `sizes.maxThreadsListed`. */
  readonly threads?: readonly FollowedThread[];
  /** There are more than `threads` names. */
  readonly hasMoreThreads?: true;
  /** All members of a direct chat; empty for other kinds. */
  readonly people: readonly UserCard[];
}

/** A public room as someone who is not in it may see it. */
export interface RoomListing {
  readonly id: RoomId;
  readonly title: string;
  readonly slug: string;
  readonly topic: string;
  readonly memberCount: number;
  readonly joined: boolean;
}

export interface Invitation {
  readonly room: RoomId;
  readonly title: string;
  readonly by: UserCard;
  readonly atMs: number;
}

export interface DeviceCard {
  readonly id: DeviceId;
  /** Such as "Chrome 129, Android 13". */
  readonly label: string;
  readonly createdAtMs: number;
  readonly lastSeenAtMs: number;
  readonly current: boolean;
  /** Its connections that are open now. */
  readonly sessions: readonly {
    readonly id: SessionId;
    readonly address: string;
    readonly openedAtMs: number;
    readonly client: string;
  }[];
}

/** What anyone may know before joining: how many are here, never who. */
export interface CommunityCard {
  readonly id: CommunityId;
  readonly name: string;
  readonly here: number;
  readonly version: string;
  /** Best address to open on another device, such as `http://192.168.1.20:4327`. */
  readonly address: string;
}

/** One line of the connection log. */
export interface ConnectionCard {
  readonly session: SessionId;
  readonly user: UserId | null;
  readonly name: string | null;
  readonly address: string;
  readonly client: string;
  readonly door: string;
  readonly openedAtMs: number;
  readonly closedAtMs: number | null;
  readonly note: string;
}
