import type { Database } from "bun:sqlite";
import type { Body, RoomId, Seq, UserId } from "@hearth/protocol";
import { caps } from "../../core/limits/caps.ts";
import type { NewEvent, Tx } from "../../core/ports.ts";
import type { EventRow, FeedRow, KeyOf, MessagePart, RoomRow, RowOf, TableName } from "../../core/rows.ts";
import { formatNewEvent, formatPatch } from "./event-columns.ts";
import { SqliteReads } from "./reads.ts";
import { countUnindexed, SearchIndex } from "./search/search-index.ts";
import type { IndexedMessage } from "./search/terms.ts";
import { columnOf, tableSql, valuesOf } from "./tables.ts";

type Value = string | number | null;

const insertEvent = `
  INSERT INTO events (room, seq, id, type, author, guest, at_ms, target, detail, n, client_id, body, reply_to, thread_root, also_in_room)
  SELECT key, last_seq, $id, $type, (SELECT key FROM users WHERE id = $author), $guest, $at, $target, $detail,
    $n, $client, $body, $reply, $root, $also
  FROM rooms WHERE id = $room`;

/** Where rows are one person's: tables and the column that says whose. */
const personal = [
  ["logins", "user"],
  ["invitations", "user"],
  ["bans", "user"],
  ["speakers", "person"],
  ["attention", "user"],
  ["follows", "user"],
  ["mentions", "who"],
  ["saved", "user"],
  ["blocks", "user"],
  ["blocks", "blocked"],
  ["reactions", "user"],
  ["usages", "owner"],
  ["feed", "user"],
] as const;

/** The writing half, on the connection that has a transaction open. */
export class SqliteTx extends SqliteReads implements Tx {
  /** Was a text taken out since this was last set to `false`? */
  hasErased = false;
  /** Messages that the index was not given yet, more or less: those taken back are counted, too. */
  unindexed: number;
  readonly index: SearchIndex;

  constructor(db: Database) {
    super(db);
    this.index = new SearchIndex(db);
    this.unindexed = countUnindexed(db);
  }

  put<T extends TableName>(table: T, row: RowOf<T>): void {
    this.sql(tableSql[table].put).run(...valuesOf(table, row));
  }
  remove<T extends TableName>(table: T, ...key: KeyOf<T>): void {
    this.sql(tableSql[table].remove).run(...(key as readonly Value[]));
  }

  append(event: NewEvent): EventRow {
    const place = this.one<{ key: number; seq: number; n: number }>(
      `UPDATE rooms SET last_seq = last_seq + 1, last_n = last_n + ?2 WHERE id = ?1
       RETURNING key, last_seq AS seq, last_n AS n`,
      event.room,
      event.message ? 1 : 0,
    );
    if (!place) throw new Error(`no room ${event.room} to append to`);
    this.sql(insertEvent).run({ ...formatNewEvent(event), $n: event.message ? place.n : null });
    if (event.message) this.unindexed += 1;
    return toRow(event, place);
  }

  patchMessage(room: RoomId, seq: Seq, patch: Partial<MessagePart>): void {
    if (patch.body !== undefined) this.#replaceBody(room, seq, patch.body);
    const { set, values } = formatPatch(patch);
    this.sql(`UPDATE events SET ${set} WHERE room = (SELECT key FROM rooms WHERE id = ?) AND seq = ?`).run(
      ...values,
      room,
      seq,
    );
  }
  patchDetail(room: RoomId, seq: Seq, { target: _, ...detail }: EventRow["detail"]): void {
    this.hasErased = true;
    const text = Object.keys(detail).length > 0 ? JSON.stringify(detail) : null;
    this.sql(
      "UPDATE events SET detail = ? WHERE room = (SELECT key FROM rooms WHERE id = ?) AND seq = ?",
    ).run(text, room, seq);
  }
  forgetPerson(user: UserId): void {
    this.hasErased = true;
    for (const [table, column] of personal) this.sql(`DELETE FROM ${table} WHERE ${column} = ?`).run(user);
  }
  patchRoom(room: RoomId, patch: Partial<RoomRow>): void {
    const fields = Object.keys(patch);
    const values = Object.values(patch) as Value[];
    this.sql(
      `UPDATE rooms SET ${fields.map((field) => `${columnOf(field)} = ?`).join(", ")} WHERE id = ?`,
    ).run(...values, room);
  }
  removeReactions(room: RoomId, seq: Seq): void {
    this.sql("DELETE FROM reactions WHERE room = ? AND seq = ?").run(room, seq);
  }

  addFeed(user: UserId, atMs: number, change: FeedRow["change"]): FeedRow {
    const seq = this.one<{ seq: number }>(
      "UPDATE users SET feed_seq = feed_seq + 1 WHERE id = ? RETURNING feed_seq AS seq",
      user,
    )?.seq;
    if (seq === undefined) throw new Error(`no user ${user} to tell`);
    this.sql("INSERT INTO feed (user, seq, at_ms, change) VALUES (?, ?, ?, ?)").run(
      user,
      seq,
      atMs,
      JSON.stringify(change),
    );
    this.sql("DELETE FROM feed WHERE user = ? AND seq <= ?").run(user, seq - caps.maxFeedEntries);
    return { user, seq, atMs, change };
  }

  eraseRoom(room: RoomId): void {
    this.hasErased = true;
    for (const { key, message } of this.#indexed(room)) this.index.remove(key, message);
    this.sql("DELETE FROM events WHERE room = (SELECT key FROM rooms WHERE id = ?)").run(room);
    this.index.moveBack();
    for (const table of [
      "reactions",
      "members",
      "invitations",
      "bans",
      "guests",
      "rules",
      "speakers",
      "attention",
      "follows",
      "mentions",
      "saved",
    ])
      this.sql(`DELETE FROM ${table} WHERE room = ?`).run(room);
    this.sql("DELETE FROM rooms WHERE id = ?").run(room);
  }

  #replaceBody(room: RoomId, seq: Seq, body: Body | null): void {
    this.hasErased = true;
    const [old] = this.#indexed(room, seq);
    if (!old) return;
    this.index.remove(old.key, old.message);
    if (body) this.index.add(old.key, { ...old.message, body });
  }

  /** What the index has of a room, or of one message. */
  #indexed(room: RoomId, seq?: Seq): { readonly key: number; readonly message: IndexedMessage }[] {
    return this.all<{ key: number; room: number; author: number | null; body: string }>(
      `SELECT key, room, author, body FROM events
       WHERE room = (SELECT key FROM rooms WHERE id = ?1) AND body IS NOT NULL AND (?2 IS NULL OR seq = ?2) AND key <= ?3`,
      room,
      seq ?? null,
      this.index.place,
    ).map(({ key, body, ...rest }) => ({ key, message: { ...rest, body: JSON.parse(body) as Body } }));
  }
}

function toRow(
  { message, ...event }: NewEvent,
  place: { readonly seq: number; readonly n: number },
): EventRow {
  const fresh = {
    editedAtMs: null,
    deletedAtMs: null,
    deletedBy: null,
    pinned: false,
    replies: 0,
    lastReplyAtMs: null,
  };
  return { ...event, seq: place.seq, message: message ? { ...message, ...fresh, n: place.n } : null };
}
