import type { Invitation, RoomSummary, UserId } from "@hearth/protocol";
import { higherRole } from "../access/rights.ts";
import { formatMessage } from "../messages/format-event.ts";
import type { Reads } from "../ports.ts";
import type { MemberRow, RoomRow } from "../rows.ts";
import { lookUpCards } from "../users/read-cards.ts";

/** A room as this member sees it. */
export async function readSummary(store: Reads, room: RoomRow, member: MemberRow): Promise<RoomSummary> {
  const last = await store.lastMessage(room.id);
  const reader = await store.get("users", member.user);
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
    lastMessage: last ? formatMessage(last) : null,
    myRole: kind === "direct" ? member.role : higherRole(member.role, reader?.role ?? "member"),
    joinedAtMs: member.joinedAtMs,
    readSeq: member.readSeq,
    unread: await store.unread(id, member.readSeq, member.user),
    people: kind === "direct" ? await lookUpCards(store, await store.memberIds(id)) : [],
  };
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
