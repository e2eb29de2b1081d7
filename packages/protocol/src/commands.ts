import * as v from "valibot";
import type { FeedEntry, MessageSent, RoomEvent } from "./events.ts";
import type { RoomId, Seq, UserId } from "./ids.ts";
import {
  ClientIdSchema,
  DeviceIdSchema,
  RoomIdSchema,
  SeqSchema,
  SessionIdSchema,
  UploadIdSchema,
  UserIdSchema,
} from "./ids.ts";
import { sizes } from "./limits.ts";
import { NameSchema, normalizeName, TitleSchema } from "./names.ts";
import type {
  ConnectionCard,
  DeviceCard,
  GuestCard,
  Invitation,
  MemberCard,
  Message,
  MessageList,
  Page,
  PresenceState,
  RoomListing,
  RoomSummary,
  SearchSuggestion,
  ThreadList,
  UserCard,
} from "./records.ts";
import { attentionLevels, BodySchema, ClientTagsSchema, RoleSchema } from "./records.ts";
import { searchMarks } from "./search-query.ts";

const room = RoomIdSchema;
const user = UserIdSchema;
const place = v.pipe(SeqSchema, v.minValue(1));
/** The `next` of the part before. */
const cursor = v.pipe(v.string(), v.regex(/^\d{1,15}$/, "a cursor"));
const pageLimit = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(sizes.maxPage)), 50);
const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const query = v.pipe(v.string(), v.maxLength(200));
const secretText = v.pipe(v.string(), v.maxLength(sizes.maxPasswordBytes));
const code = v.pipe(v.string(), v.maxLength(64));
/** One grapheme made of emoji parts; the `v` flag would say it shorter, but Chrome 109 cannot parse it. */
export const EmojiSchema = v.pipe(
  v.string(),
  v.maxBytes(64),
  v.regex(/^(?:\p{Emoji}|\p{Emoji_Component})+$/u, "one emoji"),
  v.regex(/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u, "one emoji"),
  v.check((text) => [...new Intl.Segmenter().segment(text)].length === 1, "one emoji"),
);
const emoji = EmojiSchema;
const topic = v.pipe(v.string(), v.maxBytes(sizes.maxTopicBytes), v.regex(/^[^\p{Cc}\p{Cs}]*$/u, "one line"));
const status = v.pipe(
  v.string(),
  v.transform(normalizeName),
  v.maxBytes(sizes.maxStatusBytes),
  v.regex(/^[^\p{Cc}\p{Cs}]*$/u, "one line"),
);
/** A room's name in addresses and on IRC, where the asker wants a certain one. */
const slug = v.pipe(v.string(), v.maxBytes(63), v.regex(/^[^\s,\p{C}/?#%\\]+$/u, "a room's address"));
/** Why someone left or was put out: one line. */
const reason = v.optional(v.pipe(v.string(), v.maxBytes(512), v.regex(/^[^\p{Cc}\p{Cs}]*$/u, "one line")));
const joinKey = v.pipe(v.string(), v.maxBytes(64), v.regex(/^[^\s,\p{C}]+$/u, "a key without spaces"));
const rules = v.strictObject({
  joinKey: v.optional(v.nullable(joinKey)),
  memberLimit: v.optional(v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1)))),
  unlisted: v.optional(v.boolean()),
  inviteOnly: v.optional(v.boolean()),
  readOnly: v.optional(v.boolean()),
  topicOpen: v.optional(v.boolean()),
  outsidersWrite: v.optional(v.boolean()),
});
const files = v.pipe(
  v.array(UploadIdSchema),
  v.minLength(1),
  v.maxLength(sizes.maxFiles),
  v.check((ids) => new Set(ids).size === ids.length, "each upload once"),
);
const guest = SessionIdSchema;
const request = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

const command = <T extends string, E extends v.ObjectEntries>(type: T, entries: E) =>
  v.strictObject({ type: v.literal(type), ...entries });

/** First frame of every connection. */
export const HelloSchema = v.strictObject({
  type: v.literal("hello"),
  version: v.pipe(v.number(), v.integer()),
  client: v.pipe(v.string(), v.maxLength(80)),
});
export type Hello = v.InferOutput<typeof HelloSchema>;

/** Commands that append to a log or a feed; applied inside the store's transaction. */
const changing = [
  command("message.send", {
    room,
    clientId: ClientIdSchema,
    body: BodySchema,
    /** My finished uploads: file 1, 2 … of the message. A plain body's attachments say what they are. */
    files: v.optional(files),
    replyTo: v.optional(place),
    threadRoot: v.optional(place),
    alsoInRoom: v.optional(v.literal(true)),
  }),
  command("message.edit", { room, seq: place, body: BodySchema }),
  command("message.delete", { room, seq: place }),
  command("message.pin", { room, seq: place }),
  command("message.unpin", { room, seq: place }),
  command("reaction.add", { room, seq: place, emoji }),
  command("reaction.remove", { room, seq: place, emoji }),
  command("message.forward", { room, clientId: ClientIdSchema, from: v.strictObject({ room, seq: place }) }),
  command("message.save", { room, seq: place }),
  command("message.unsave", { room, seq: place }),
  command("room.setAttention", {
    room,
    level: v.optional(v.picklist(attentionLevels)),
    muted: v.optional(v.boolean()),
  }),
  command("read.unmark", { room, seq: place }),
  command("thread.follow", { room, root: place }),
  command("thread.unfollow", { room, root: place }),
  command("thread.read", { room, root: place, seq: place }),
  command("person.block", { user }),
  command("person.unblock", { user }),
  command("room.create", {
    kind: v.picklist(["public", "private"]),
    title: TitleSchema,
    topic: v.optional(topic, ""),
    slug: v.optional(slug),
  }),
  command("room.join", { room, key: v.optional(v.pipe(v.string(), v.maxLength(200))) }),
  command("room.leave", { room, reason }),
  command("room.rename", { room, title: TitleSchema, slug: v.optional(slug) }),
  command("room.setRules", { room, rules }),
  command("room.setTopic", { room, topic }),
  command("room.archive", { room }),
  command("room.unarchive", { room }),
  command("room.delete", { room }),
  command("room.handOver", { room, user }),
  command("room.invite", { room, users: v.pipe(v.array(user), v.minLength(1), v.maxLength(sizes.maxIds)) }),
  command("invitation.decline", { room }),
  command("member.remove", { room, user, reason }),
  command("member.ban", { room, user }),
  command("member.unban", { room, user }),
  command("member.setRole", { room, user, role: v.picklist(["moderator", "member"]) }),
  command("guest.remove", { room, guest, reason }),
  command("guest.setRole", { room, guest, role: v.picklist(["moderator", "member"]) }),
  command("speaker.set", { room, person: v.union([user, guest]), on: v.boolean() }),
  command("tags.send", { room, tags: ClientTagsSchema }),
  command("direct.open", {
    users: v.pipe(v.array(user), v.minLength(1), v.maxLength(sizes.maxDirectMembers - 1)),
  }),
  command("read.mark", { room, seq: place }),
  command("profile.rename", { name: NameSchema }),
  command("profile.set", { status: v.optional(status), hidesLastSeen: v.optional(v.boolean()) }),
  command("person.setRole", { user, role: RoleSchema }),
] as const;

/** Commands that read, or change only what lives in memory or outside the logs. */
const asking = [
  command("message.search", {
    /** See `parseSearch`. May be empty where `by` or `has` says what to find. */
    query: v.optional(query, ""),
    /** Only here; all rooms of the asker otherwise. */
    room: v.optional(room),
    by: v.optional(user),
    /** From this time on … */
    fromMs: v.optional(time),
    /** … and before this one. */
    toMs: v.optional(time),
    has: v.optional(v.picklist(searchMarks)),
    order: v.optional(v.picklist(["newest", "ranked"]), "newest"),
    after: v.optional(cursor),
    limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(sizes.maxSearchPage)), 20),
  }),
  command("room.list", { query: v.optional(query, ""), after: v.optional(v.string()), limit: pageLimit }),
  command("room.get", { room }),
  command("member.list", { room, after: v.optional(v.string()), limit: pageLimit }),
  command("ban.list", { room }),
  command("history.page", {
    room,
    before: v.optional(place),
    after: v.optional(SeqSchema),
    around: v.optional(place),
    threadRoot: v.optional(place),
    limit: pageLimit,
  }),
  command("pin.list", { room }),
  /** Messages of a room that bring files, newest first. */
  command("file.list", { room, after: v.optional(cursor), limit: pageLimit }),
  command("mention.list", { after: v.optional(v.string()), limit: pageLimit }),
  command("saved.list", { after: v.optional(v.string()), limit: pageLimit }),
  command("thread.list", { after: v.optional(v.string()), limit: pageLimit }),
  command("seen.list", { room }),
  command("log.resume", { room, since: SeqSchema }),
  command("feed.resume", { since: SeqSchema }),
  command("typing.set", { room, on: v.boolean() }),
  command("presence.watch", { rooms: v.pipe(v.array(room), v.maxLength(sizes.maxWatchedRooms)) }),
  command("presence.set", { state: v.picklist(["here", "away"]) }),
  command("user.list", { query: v.optional(query, ""), after: v.optional(v.string()), limit: pageLimit }),
  command("user.lookup", { users: v.pipe(v.array(user), v.maxLength(sizes.maxIds)) }),
  command("password.set", { password: v.nullable(secretText), current: v.optional(secretText) }),
  /** Deletes the asker: see [ACC13]. `current`: their password, where they have one. */
  command("account.delete", { current: v.optional(secretText) }),
  command("device.list", {}),
  command("device.end", { device: DeviceIdSchema }),
  command("link.create", {}),
  command("owner.claim", { code }),
  command("person.createCode", { user }),
  command("connection.list", { after: v.optional(v.string()), limit: pageLimit }),
] as const;

const anyCommand = v.variant("type", [...changing, ...asking]);
/** A command with the number its answer will carry: rising within a connection, from 1. */
const envelope = v.object({ id: request });

/** A frame behind the hello. Extra keys are refused, so a body can never name who sent it. */
export type Command = v.InferOutput<typeof anyCommand>;
export type CommandType = Command["type"];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;
export type ChangingCommand = v.InferOutput<(typeof changing)[number]>;
export type ChangingType = ChangingCommand["type"];
/** What a caller may leave out, the schema fills in. */
export type CommandInput = v.InferInput<typeof anyCommand>;
export type CommandInputOf<T extends CommandType> = Extract<CommandInput, { type: T }>;

/** Every command's schema, by its type: the doors' one list of what can be asked. */
export const commandSchemas: ReadonlyMap<string, v.GenericSchema<unknown, Command>> = new Map(
  [...changing, ...asking].map((schema) => [
    schema.entries.type.literal,
    schema as v.GenericSchema<unknown, Command>,
  ]),
);
const changingTypes: ReadonlySet<string> = new Set(changing.map((schema) => schema.entries.type.literal));
/** Does this command write to a log or a feed? */
export function isChanging(command: Command): command is ChangingCommand {
  return changingTypes.has(command.type);
}
export const RequestIdSchema = envelope.entries.id;

type None = Record<string, never>;
/** What an ack's `result` holds, per command. */
export interface CommandResults {
  "message.send": { readonly event: MessageSent };
  "message.edit": { readonly event: RoomEvent };
  "message.delete": { readonly event: RoomEvent };
  "message.pin": None;
  "message.unpin": None;
  "message.forward": { readonly event: MessageSent };
  "message.save": None;
  "message.unsave": None;
  "room.setAttention": None;
  "read.unmark": None;
  "thread.follow": None;
  "thread.unfollow": None;
  "thread.read": { readonly readSeq: Seq };
  "person.block": None;
  "person.unblock": None;
  "reaction.add": None;
  "reaction.remove": None;
  "room.create": { readonly room: RoomSummary };
  "room.join": { readonly room: RoomSummary };
  "room.leave": None;
  "room.rename": None;
  "room.setTopic": None;
  "room.archive": None;
  "room.unarchive": None;
  "room.delete": None;
  "room.handOver": None;
  "room.invite": { readonly invited: number };
  "invitation.decline": None;
  "member.remove": None;
  "member.ban": None;
  "member.unban": None;
  "member.setRole": None;
  "guest.remove": None;
  "guest.setRole": None;
  "speaker.set": None;
  "tags.send": { readonly event: RoomEvent };
  "room.setRules": None;
  "direct.open": { readonly room: RoomSummary };
  "read.mark": { readonly readSeq: number };
  "profile.rename": { readonly user: UserCard };
  "profile.set": { readonly user: UserCard };
  "person.setRole": None;
  /** Best or newest first; `suggestion` only where nothing was found and a word looks mistyped. */
  "message.search": {
    readonly messages: readonly Message[];
    readonly users: readonly UserCard[];
    readonly next: string | null;
    readonly suggestion?: SearchSuggestion;
  };
  "room.list": { readonly rooms: readonly RoomListing[]; readonly next: string | null };
  "room.get": { readonly room: RoomSummary };
  /** `guests`: with the first part, everyone who is in for one connection only. */
  "member.list": {
    readonly members: readonly MemberCard[];
    readonly guests?: readonly GuestCard[];
    readonly next: string | null;
  };
  "ban.list": { readonly users: readonly UserCard[] };
  "history.page": Page;
  "pin.list": { readonly messages: Page["messages"]; readonly users: readonly UserCard[] };
  "file.list": MessageList;
  "mention.list": MessageList;
  "saved.list": MessageList;
  /** What the asker follows, the thread with the newest reply first. */
  "thread.list": ThreadList;
  /** Read marks of a small room's people; empty in larger ones. */
  "seen.list": { readonly marks: readonly { readonly user: UserId; readonly seq: Seq }[] };
  /** Either everything after `since`, or a fresh last page when that is too much. */
  "log.resume":
    | {
        readonly startOver: false;
        readonly events: readonly RoomEvent[];
        readonly uptoSeq: number;
        readonly users: readonly UserCard[];
      }
    | { readonly startOver: true; readonly page: Page };
  "feed.resume":
    | { readonly startOver: false; readonly entries: readonly FeedEntry[] }
    | { readonly startOver: true };
  "typing.set": None;
  "presence.watch": {
    readonly rooms: readonly {
      readonly room: RoomId;
      readonly here: number;
      /** The people here or away, at most `sizes.maxPresenceChanges`; all others are offline. */
      readonly people: readonly { readonly user: UserId; readonly state: PresenceState }[];
    }[];
  };
  "presence.set": None;
  "user.list": { readonly users: readonly UserCard[]; readonly next: string | null };
  "user.lookup": { readonly users: readonly UserCard[] };
  "password.set": None;
  "account.delete": None;
  "device.list": { readonly devices: readonly DeviceCard[] };
  "device.end": None;
  /** A code for another device of the same person; works once, within 10 minutes. */
  "link.create": { readonly code: string; readonly expiresAtMs: number };
  "owner.claim": None;
  /** A code with which the person takes their name back on a new device; works once, within a day. */
  "person.createCode": { readonly code: string; readonly expiresAtMs: number };
  "connection.list": { readonly connections: readonly ConnectionCard[]; readonly next: string | null };
}
export type ResultOf<T extends CommandType> = CommandResults[T];
export type { Invitation };
