import { isNotice, type Message, type Notice, type Seq, type UserCard } from "@hearth/protocol";
import { formatEvent } from "../messages/format-event.ts";
import { formatMessages } from "../messages/read-page.ts";
import type { Reads } from "../ports.ts";
import type { EventRow, RoomRow } from "../rows.ts";
import { readCards } from "../users/read-cards.ts";

/** Log entries read at once: a few milliseconds of the main thread. */
const maxEntries = 200;

/** A line of a saved chat; `quoted` is what a reply or a thread's message answers, while it stands. */
export type ExportEntry =
  | { readonly type: "message"; readonly message: Message; readonly quoted: Message | null }
  | { readonly type: "notice"; readonly notice: Notice };

/** A stretch of a room's log, as it is now. */
export interface ExportPart {
  readonly entries: readonly ExportEntry[];
  /** Everyone who is named in it. */
  readonly users: readonly UserCard[];
  /** The last place it covers. */
  readonly upto: Seq;
}

export interface Span {
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

/** The entries behind `since` up to `until`, as many as are read at once. */
export async function readPart(
  store: Reads,
  room: RoomRow,
  { since, until, span }: { readonly since: Seq; readonly until: Seq; readonly span: Span },
): Promise<ExportPart> {
  const rows = await store.events(room.id, since, until, maxEntries);
  const kept = rows.filter(({ atMs }) => isWithin(atMs, span));
  const sent = kept.filter((row) => row.message !== null);
  const messages = new Map((await formatMessages(store, room.id, sent)).map((found) => [found.seq, found]));
  const entries = await Promise.all(kept.map((row) => formatEntry(store, row, messages)));
  const upto = rows.length < maxEntries ? until : (rows.at(-1)?.seq ?? until);
  const found = entries.flat();
  return { entries: found, users: await readCards(store, found.flatMap(namesOf)), upto };
}

/** Every entry is looked at, also behind `toMs`: a machine without a battery may have thought it was last year. */
function isWithin(atMs: number, { fromMs, toMs }: Span): boolean {
  return (fromMs === null || atMs >= fromMs) && (toMs === null || atMs < toMs);
}

async function formatEntry(
  store: Reads,
  row: EventRow,
  messages: ReadonlyMap<Seq, Message>,
): Promise<ExportEntry[]> {
  const message = messages.get(row.seq);
  if (message) {
    const target = message.replyTo ?? message.threadRoot;
    const quoted = target === undefined ? null : await readQuoted(store, row, target, messages);
    return [{ type: "message", message, quoted }];
  }
  const event = formatEvent(row);
  return isNotice(event) ? [{ type: "notice", notice: event }] : [];
}

async function readQuoted(
  store: Reads,
  { room }: EventRow,
  seq: Seq,
  messages: ReadonlyMap<Seq, Message>,
): Promise<Message | null> {
  const known = messages.get(seq);
  if (known) return known;
  const row = await store.event(room, seq);
  return row?.message ? ((await formatMessages(store, room, [row]))[0] ?? null) : null;
}

function namesOf(entry: ExportEntry): (Message | Notice)[] {
  if (entry.type === "notice") return [entry.notice];
  return entry.quoted ? [entry.message, entry.quoted] : [entry.message];
}
