import type { Author, Body, ClientId, EventId, RoomId, SessionId, UserId } from "@hearth/protocol";
import type { NewEvent } from "../../core/ports.ts";
import type { EventRow, MessagePart } from "../../core/rows.ts";

/** One row of `events`. */
export interface EventColumns {
  readonly seq: number;
  readonly id: EventId;
  readonly type: string;
  /** The author's small key. */
  readonly author: number | null;
  readonly guest: string | null;
  readonly at_ms: number;
  readonly target: number | null;
  readonly detail: string | null;
  readonly n: number | null;
  readonly client_id: ClientId | null;
  readonly body: string | null;
  readonly reply_to: number | null;
  readonly thread_root: number | null;
  readonly also_in_room: number;
  readonly edited_at_ms: number | null;
  readonly deleted_at_ms: number | null;
  readonly deleted_by: string | null;
  readonly pinned: number;
  readonly replies: number;
  readonly last_reply_at_ms: number | null;
}

/** Columns of `EventColumns`, from `events e`. */
export const eventColumns = `
  e.seq, e.id, e.type, e.author, e.guest, e.at_ms, e.target, e.detail,
    e.n, e.client_id, e.body, e.reply_to, e.thread_root, e.also_in_room, e.edited_at_ms, e.deleted_at_ms, e.deleted_by,
    e.pinned, e.replies, e.last_reply_at_ms`;

/**
 * The start of every read of a room's log; `?1` is the room's id. Sub-selects, not joins: what is
 * looked up is found by its key alone, and nothing is left to the planner.
 */
export const selectEvents = `
  SELECT ${eventColumns}
  FROM events e WHERE e.room = (SELECT key FROM rooms WHERE id = ?1)`;

/** What a row must hold for the next one to find it. */
export const shown = "e.n IS NOT NULL AND (e.thread_root IS NULL OR e.also_in_room = 1)";

/** The same for messages of the room itself; left to choose, the planner walks over every entry between them. */
export const selectShown = `
  SELECT ${eventColumns}
  FROM events e INDEXED BY events_shown WHERE e.room = (SELECT key FROM rooms WHERE id = ?1) AND ${shown}`;

/** A row of the log as core knows it; `userId` tells whose a key is. */
export function parseEvent(room: RoomId, c: EventColumns, userId: (key: number) => UserId | null): EventRow {
  const user = c.author === null ? null : userId(c.author);
  const detail = c.detail === null ? {} : (JSON.parse(c.detail) as Record<string, unknown>);
  return {
    room,
    seq: c.seq,
    id: c.id,
    type: c.type,
    author: user !== null ? { user } : parseGuest(c.guest),
    atMs: c.at_ms,
    detail: c.target === null ? detail : { ...detail, target: c.target },
    message: c.n === null ? null : parseMessage(c, c.n),
  };
}

function parseMessage(c: EventColumns, n: number): MessagePart {
  return {
    n,
    clientId: c.client_id,
    body: c.body === null ? null : (JSON.parse(c.body) as Body),
    replyTo: c.reply_to,
    threadRoot: c.thread_root,
    alsoInRoom: c.also_in_room === 1,
    editedAtMs: c.edited_at_ms,
    deletedAtMs: c.deleted_at_ms,
    deletedBy: c.deleted_by === null ? null : (JSON.parse(c.deleted_by) as Author),
    pinned: c.pinned === 1,
    replies: c.replies,
    lastReplyAtMs: c.last_reply_at_ms,
  };
}

function parseGuest(text: string | null): Author {
  return JSON.parse(text ?? '{"guest":"","name":""}') as { guest: SessionId; name: string };
}

type Value = string | number | null;

/** Parameters of the insert, by name. */
export function formatNewEvent(event: NewEvent): Record<string, Value> {
  const { target, ...detail } = event.detail;
  const part = event.message;
  return {
    $room: event.room,
    $id: event.id,
    $type: event.type,
    $author: "user" in event.author ? event.author.user : null,
    $guest: "user" in event.author ? null : JSON.stringify(event.author),
    $at: event.atMs,
    $target: typeof target === "number" ? target : null,
    $detail: Object.keys(detail).length > 0 ? JSON.stringify(detail) : null,
    $client: part?.clientId ?? null,
    $body: part?.body ? JSON.stringify(part.body) : null,
    $reply: part?.replyTo ?? null,
    $root: part?.threadRoot ?? null,
    $also: part?.alsoInRoom ? 1 : 0,
  };
}

const json = (value: unknown): Value => (value === null ? null : JSON.stringify(value));
const plain = (value: unknown): Value => value as Value;
const flag = (value: unknown): Value => (value ? 1 : 0);

/** How each part of a message that can be patched is stored. */
const patchable: {
  readonly [F in keyof MessagePart]?: { readonly column: string; readonly format: (value: unknown) => Value };
} = {
  body: { column: "body", format: json },
  editedAtMs: { column: "edited_at_ms", format: plain },
  deletedAtMs: { column: "deleted_at_ms", format: plain },
  deletedBy: { column: "deleted_by", format: json },
  pinned: { column: "pinned", format: flag },
  replies: { column: "replies", format: plain },
  lastReplyAtMs: { column: "last_reply_at_ms", format: plain },
};

/** `SET` list and values of a patch. */
export function formatPatch(patch: Partial<MessagePart>): { readonly set: string; readonly values: Value[] } {
  const entries = Object.entries(patch).map(([field, value]) => {
    const spec = patchable[field as keyof MessagePart];
    if (!spec) throw new Error(`a message's ${field} cannot be patched`);
    return { set: `${spec.column} = ?`, value: spec.format(value) };
  });
  return { set: entries.map((entry) => entry.set).join(", "), values: entries.map((entry) => entry.value) };
}
