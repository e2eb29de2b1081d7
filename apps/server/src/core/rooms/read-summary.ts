import { type Invitation, type Message, type RoomSummary, sizes, type UserId } from "@hearth/protocol";
import { higherRole } from "../access/rights.ts";
import { readAttention, usualLevel } from "../messages/attention.ts";
import { formatMessage } from "../messages/format-event.ts";
import type { Reads } from "../ports.ts";
import type { GuestRow, MemberRow, RoomRow } from "../rows.ts";
import { readFollowed } from "../threads/read-threads.ts";
import { cutBytes } from "../users/nick.ts";
import { lookUpCards } from "../users/read-cards.ts";
import { readSteadily } from "./read-steadily.ts";

/** A room as this member sees it. */
export function readSummary(store: Reads, room: RoomRow, member: MemberRow): Promise<RoomSummary> {
  return readSteadily(store, room, (row) => readOnce(store, row, member));
}

async function readOnce(store: Reads, room: RoomRow, member: MemberRow): Promise<RoomSummary> {
  const reader = await store.get("users", member.user);
  return {
    ...(await readBasics(store, room)),
    myRole: room.kind === "direct" ? member.role : higherRole(member.role, reader?.role ?? "member"),
    joinedAtMs: member.joinedAtMs,
    readSeq: member.readSeq,
    ...(await readUnread(store, room, member)),
  };
}

/** A room as a guest in it sees it: guests have no read marks. */
export async function readGuestSummary(store: Reads, room: RoomRow, guest: GuestRow): Promise<RoomSummary> {
  const { role, joinedAtMs } = guest;
  return {
    ...(await readBasics(store, room)),
    myRole: role,
    joinedAtMs,
    readSeq: room.lastSeq,
    unread: 0,
    mentions: 0,
    level: usualLevel(room.kind),
    muted: false,
  };
}

type Unread = Pick<
  RoomSummary,
  "unread" | "mentions" | "level" | "muted" | "unreadFrom" | "threads" | "hasMoreThreads"
>;
type Personal = "myRole" | "joinedAtMs" | "readSeq" | keyof Unread;

/** What is new for a member, from their read mark on or from where they put the beginning, and how much they want it. */
async function readUnread(store: Reads, room: RoomRow, { user, role, readSeq }: MemberRow): Promise<Unread> {
  const { level, muted, unreadFrom } = await readAttention(store, room.id, user);
  const since = unreadFrom === null ? readSeq : Math.min(readSeq, unreadFrom - 1);
  const groups = role === "member" ? (["*here"] as const) : (["*here", "*moderators"] as const);
  return {
    unread: await store.unread(room.id, since, user),
    mentions: await store.mentionCount(room.id, since, [user, ...groups], user),
    level: level ?? usualLevel(room.kind),
    muted: muted === 1,
    ...(unreadFrom !== null && { unreadFrom }),
    ...(await readFollowed(store, room.id, user)),
  };
}

async function readBasics(store: Reads, room: RoomRow): Promise<Omit<RoomSummary, Personal>> {
  const last = await store.lastMessage(room.id);
  const { id, kind, title, slug, topic, createdAtMs, createdBy, archivedAtMs, memberCount, lastSeq } = room;
  return {
    id,
    kind,
    title,
    slug,
    topic,
    createdAtMs,
    createdBy,
    archivedAtMs,
    memberCount,
    lastSeq,
    lastMessage: last ? cutText(formatMessage(last)) : null,
    people: kind === "direct" ? await lookUpCards(store, await readPeople(store, room)) : [],
  };
}

/** Who a direct chat is with, those who were deleted since included. */
async function readPeople(store: Reads, { id, directKey }: RoomRow): Promise<Set<UserId>> {
  const parties = (directKey?.split(" ") ?? []) as UserId[];
  return new Set([...(await store.memberIds(id)), ...parties]);
}

/** A list shows the beginning; a thousand whole messages would make the welcome too large to send. */
function cutText(message: Message): Message {
  const { body } = message;
  if (body?.kind !== "text") return message;
  if (body.text.length <= sizes.maxPreviewBytes / 4 && !body.attachments) return message;
  const start = body.text.slice(0, sizes.maxPreviewBytes);
  const attachments = body.attachments?.map(({ alt: _, waveform: __, ...rest }) => rest);
  const text = cutBytes(start, sizes.maxPreviewBytes);
  return { ...message, body: { ...body, text, ...(attachments && { attachments }) } };
}

/** Every room a person is in. */
export async function readSummaries(store: Reads, user: UserId): Promise<RoomSummary[]> {
  const summaries = (await store.roomsOf(user)).map(async (member) => {
    const room = await store.get("rooms", member.room);
    return room ? [await readSummary(store, room, member)] : [];
  });
  return (await Promise.all(summaries)).flat();
}

export async function readInvitations(store: Reads, user: UserId): Promise<Invitation[]> {
  const found = (await store.invitationsOf(user)).map(async ({ room, by, atMs }) => {
    const row = await store.get("rooms", room);
    const [card] = await lookUpCards(store, [by]);
    return row && card ? [{ room, title: row.title, by: card, atMs }] : [];
  });
  return (await Promise.all(found)).flat();
}
