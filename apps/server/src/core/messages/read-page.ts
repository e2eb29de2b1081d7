import {
  type Body,
  type CommandOf,
  isNotice,
  type Message,
  type Page,
  type RoomId,
  sizes,
  type UserId,
} from "@hearth/protocol";
import { caps } from "../limits/caps.ts";
import type { Reads } from "../ports.ts";
import { readSteadily } from "../rooms/read-steadily.ts";
import type { EventRow, RoomRow } from "../rows.ts";
import { readCards } from "../users/read-cards.ts";
import { formatEvent, formatMessage } from "./format-event.ts";

type PageCommand = Omit<CommandOf<"history.page">, "type">;

/** A page of a room, or of one thread. */
export function readPage(
  store: Reads,
  room: RoomRow,
  asked: PageCommand,
  reader: UserId | null = null,
): Promise<Page> {
  return readSteadily(store, room, (row) => readOnce(store, row, asked, reader));
}

/** The room's `lastSeq` is read first: whatever is committed later is above `uptoSeq` and reaches the reader live. */
async function readOnce(
  store: Reads,
  room: RoomRow,
  asked: PageCommand,
  reader: UserId | null,
): Promise<Page> {
  const uptoSeq = room.lastSeq;
  const found =
    asked.around === undefined
      ? await readOneSide(store, asked)
      : await readAround(store, asked, asked.around);
  const rows = found.rows.filter((row) => row.seq <= uptoSeq);
  const messages = await formatMessages(store, room.id, rows, reader);
  const notices = asked.threadRoot === undefined ? await readNotices(store, room, asked, found, rows) : [];
  const users = await readCards(store, [...messages, ...notices]);
  return { messages, notices, uptoSeq, hasBefore: found.hasBefore, hasAfter: found.hasAfter, users };
}

interface Found {
  readonly rows: readonly EventRow[];
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
}

async function readOneSide(store: Reads, asked: PageCommand): Promise<Found> {
  const { room, before, after, threadRoot, limit } = asked;
  const scope = { room, ...(threadRoot !== undefined && { threadRoot }) };
  if (after !== undefined) {
    const rows = await store.messages({ ...scope, after, limit: limit + 1 });
    const kept = keepWithinBytes(rows.slice(0, limit));
    return { rows: kept, hasBefore: after > 0, hasAfter: rows.length > kept.length };
  }
  const rows = await store.messages({ ...scope, ...(before !== undefined && { before }), limit: limit + 1 });
  const kept = keepWithinBytes(rows.slice(-limit).reverse()).reverse();
  return { rows: kept, hasBefore: rows.length > kept.length, hasAfter: before !== undefined };
}

/** As many rows from the start as one frame should carry, at least one. */
function keepWithinBytes(rows: readonly EventRow[]): EventRow[] {
  let bytes = 0;
  return rows.filter((row, index) => {
    bytes += countBytes(row.message?.body ?? null);
    return index === 0 || bytes <= caps.maxPageBytes;
  });
}

/** What a body takes in a frame, about. */
export function countBytes(body: Body | null): number {
  return body?.kind === "text" ? body.text.length * 2 : (body?.data.length ?? 0);
}

/** Half a page up to and including the message, half behind it. */
async function readAround(store: Reads, asked: PageCommand, around: number): Promise<Found> {
  const half = Math.ceil(asked.limit / 2);
  const older = await readOneSide(store, {
    ...asked,
    around: undefined,
    before: around + 1,
    after: undefined,
    limit: half,
  } as PageCommand);
  const newer = await readOneSide(store, {
    ...asked,
    around: undefined,
    before: undefined,
    after: around,
    limit: half,
  } as PageCommand);
  return { rows: [...older.rows, ...newer.rows], hasBefore: older.hasBefore, hasAfter: newer.hasAfter };
}

/**
 * Entries such as "Ananya joined", from the page's first message (or the log's start) to its last (or the end).
 * A page that continues another begins where that one ended: pages laid together miss none.
 */
async function readNotices(
  store: Reads,
  room: RoomRow,
  asked: PageCommand,
  found: Found,
  rows: readonly EventRow[],
): Promise<Page["notices"]> {
  const first = found.hasBefore ? (rows[0]?.seq ?? room.lastSeq) : 1;
  const last = found.hasAfter ? (rows.at(-1)?.seq ?? 0) : room.lastSeq;
  const from = asked.after === undefined ? first : asked.after + 1;
  const to = asked.before === undefined ? last : asked.before - 1;
  // Places are without a gap: where each is a message's, no other entry can stand.
  if (rows.length === to - from + 1 && rows[0]?.seq === from && rows.at(-1)?.seq === to) return [];
  const entries = await store.notices(room.id, from, to, caps.maxNoticesPerPage);
  return entries.map((row) => formatEvent(row)).filter(isNotice);
}

/** Rows of messages with their reactions folded in. */
export async function formatMessages(
  store: Reads,
  room: RoomId,
  rows: readonly EventRow[],
  reader: UserId | null = null,
): Promise<Message[]> {
  const reactions = await store.reactionsOf(
    room,
    rows.map((row) => row.seq),
  );
  const bySeq = Map.groupBy(reactions, (row) => row.seq);
  const messages = rows.map((row) => formatMessage(row, bySeq.get(row.seq), reader));
  const isThread = messages.some(({ thread }) => thread !== undefined);
  return isThread ? Promise.all(messages.map((message) => nameRepliers(store, message))) : messages;
}

async function nameRepliers(store: Reads, message: Message): Promise<Message> {
  const { thread, room, seq } = message;
  if (!thread) return message;
  const people = await store.threadPeople(room, seq, sizes.maxThreadPeople);
  return { ...message, thread: { ...thread, people } };
}

export async function readPins(
  store: Reads,
  room: RoomId,
  reader: UserId | null = null,
): Promise<{ messages: Message[]; users: Page["users"] }> {
  const messages = await formatMessages(store, room, await store.pinned(room, caps.maxPinsListed), reader);
  return { messages, users: await readCards(store, messages) };
}
