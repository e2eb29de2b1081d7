import type { RoomId, Seq, UserId } from "@hearth/protocol";
import type { Change } from "../../core/changes.ts";
import { caps } from "../../core/limits/caps.ts";
import type { Committed, Found, Ids, NewEvent, SearchQuery, Store, Tx } from "../../core/ports.ts";
import type { EventRow, FeedRow, KeyOf, MessagePart, RoomRow, RowOf, TableName } from "../../core/rows.ts";
import { applyOne, type BatchEnd } from "../apply-batch.ts";
import { Batches } from "../batches.ts";
import { tables } from "../tables.ts";
import { keyText, MemoryReads, MemoryTables } from "./reads.ts";
import { searchTables } from "./search.ts";

/** The same contract without a disk: for tests of what stands on a store. Nothing survives `close`. */
class MemoryStore extends MemoryReads implements Store {
  readonly #batches: Batches;

  constructor(ids: Ids) {
    const rows = new MemoryTables();
    super(rows);
    const tx = new MemoryTx(rows);
    this.#batches = new Batches(async (changes) => {
      const ends: BatchEnd[] = [];
      for (const change of changes) ends.push(await applyOne(tx, ids, change, tx));
      return ends;
    });
  }

  commit(change: Change): Promise<Committed> {
    return this.#batches.add(structuredClone(change));
  }

  search(query: SearchQuery): Found {
    return searchTables(this.tables, query);
  }

  release(): void {
    // What is here is all there is.
  }

  close(): Promise<void> {
    return this.#batches.close();
  }
}

/** Opens an empty store. */
export function openMemoryStore(ids: Ids): Store {
  return new MemoryStore(ids);
}

/** Writes at once and remembers how to take it back. */
class MemoryTx extends MemoryReads implements Tx {
  #undo: (() => void)[] = [];

  begin(): void {
    this.#undo = [];
  }
  keep(): void {
    this.#undo = [];
  }
  undo(): void {
    for (const step of this.#undo.reverse()) step();
    this.#undo = [];
  }

  put<T extends TableName>(table: T, row: RowOf<T>): void {
    const key = keyText(tables[table].key.map((field) => row[field as keyof RowOf<T>] as string | number));
    const old = this.tables.rows[table].get(key);
    const kept = old
      ? Object.fromEntries((tables[table].kept ?? []).map((field) => [field, old[field as keyof RowOf<T>]]))
      : {};
    this.#set(this.tables.rows[table], key, { ...row, ...kept } as RowOf<T>);
  }
  remove<T extends TableName>(table: T, ...key: KeyOf<T>): void {
    this.#set(this.tables.rows[table], keyText(key), undefined);
  }

  append({ message, ...event }: NewEvent): EventRow {
    const room = this.get("rooms", event.room);
    if (!room) throw new Error(`no room ${event.room} to append to`);
    const seq = room.lastSeq + 1;
    const n = room.lastN + (message ? 1 : 0);
    this.#set(this.tables.rows.rooms, room.id, { ...room, lastSeq: seq, lastN: n });
    const fresh = {
      editedAtMs: null,
      deletedAtMs: null,
      deletedBy: null,
      pinned: false,
      replies: 0,
      lastReplyAtMs: null,
    };
    const row: EventRow = { ...event, seq, message: message ? { ...message, ...fresh, n } : null };
    this.#setLog(event.room, [...(this.tables.logs.get(event.room) ?? []), row]);
    return row;
  }
  patchMessage(room: RoomId, seq: Seq, patch: Partial<MessagePart>): void {
    const log = this.tables.logs.get(room) ?? [];
    this.#setLog(
      room,
      log.map((row) =>
        row.seq === seq && row.message ? { ...row, message: { ...row.message, ...patch } } : row,
      ),
    );
  }
  patchDetail(room: RoomId, seq: Seq, detail: EventRow["detail"]): void {
    const log = this.tables.logs.get(room) ?? [];
    this.#setLog(
      room,
      log.map((row) => (row.seq === seq ? { ...row, detail } : row)),
    );
  }
  forgetPerson(user: UserId): void {
    const { logins, invitations, bans, speakers, attention, follows, mentions } = this.tables.rows;
    const { saved, blocks, reactions, usages } = this.tables.rows;
    const personal = [
      logins,
      invitations,
      bans,
      speakers,
      attention,
      follows,
      mentions,
      saved,
      blocks,
      reactions,
      usages,
    ];
    for (const table of personal as Map<string, object>[]) {
      for (const [key, row] of table) if (isOf(row, user)) this.#set(table, key, undefined);
    }
    this.#set(this.tables.feeds, user, undefined);
  }
  patchRoom(room: RoomId, patch: Partial<RoomRow>): void {
    const row = this.get("rooms", room);
    if (row) this.#set(this.tables.rows.rooms, room, { ...row, ...patch });
  }
  removeReactions(room: RoomId, seq: Seq): void {
    for (const [key, row] of this.tables.rows.reactions) {
      if (row.room === room && row.seq === seq) this.#set(this.tables.rows.reactions, key, undefined);
    }
  }
  addFeed(user: UserId, atMs: number, change: FeedRow["change"]): FeedRow {
    const row = this.get("users", user);
    if (!row) throw new Error(`no user ${user} to tell`);
    const seq = row.feedSeq + 1;
    this.#set(this.tables.rows.users, user, { ...row, feedSeq: seq });
    const entry: FeedRow = { user, seq, atMs, change };
    const kept = (this.tables.feeds.get(user) ?? []).filter((old) => old.seq > seq - caps.maxFeedEntries);
    this.#set(this.tables.feeds, user, [...kept, entry]);
    return entry;
  }
  eraseRoom(room: RoomId): void {
    this.#set(this.tables.logs, room, undefined);
    const { reactions, members, invitations, bans, guests, rules, speakers, rooms } = this.tables.rows;
    const { attention, follows, mentions, saved } = this.tables.rows;
    const inRooms = [
      reactions,
      members,
      invitations,
      bans,
      guests,
      rules,
      speakers,
      attention,
      follows,
      mentions,
      saved,
    ];
    for (const table of inRooms as Map<string, { readonly room: RoomId }>[]) {
      for (const [key, row] of table) if (row.room === room) this.#set(table, key, undefined);
    }
    this.#set(rooms, room, undefined);
  }

  #setLog(room: RoomId, log: EventRow[]): void {
    this.#set(this.tables.logs, room, log);
  }

  #set<K, V>(map: Map<K, V>, key: K, value: V | undefined): void {
    const old = map.get(key);
    this.#undo.push(() => (old === undefined ? map.delete(key) : map.set(key, old)));
    if (value === undefined) map.delete(key);
    else map.set(key, value);
  }
}

/** Is this row one person's? Who wrote, banned or invited is another matter. */
function isOf(
  row: { user?: UserId; person?: string; who?: string; blocked?: UserId; owner?: string },
  user: UserId,
) {
  return [row.user, row.person, row.who, row.blocked, row.owner].includes(user);
}
