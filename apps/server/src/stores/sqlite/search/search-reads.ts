import type { Database, SQLQueryBindings } from "bun:sqlite";
import { type RoomId, type SearchWord, saysAll, searchableText, type UserId } from "@hearth/protocol";
import type { Found, SearchQuery } from "../../../core/ports.ts";
import type { EventRow } from "../../../core/rows.ts";
import { maxRanked, rankText } from "../../../core/search/rank.ts";
import { suggest } from "../../../core/search/suggest.ts";
import { type EventColumns, eventColumns, parseEvent } from "../event-columns.ts";
import { steady } from "../open.ts";
import { UserIds } from "../user-ids.ts";
import { formatMatch } from "./terms.ts";

/** After so long a search gives what it has: a part with a `next`, or a ranking of fewer hits. */
const patienceMs = 250;

/** The rooms that `?1` may read now: their own, or `?2` alone; see `Store.search`. */
const readable = `
  SELECT r.key FROM members m JOIN rooms r ON r.id = m.room WHERE m.user = ?1 AND (?2 IS NULL OR m.room = ?2)
  UNION
  SELECT r.key FROM rooms r JOIN users u ON u.id = ?1 WHERE r.id = ?2 AND r.kind = 'public' AND u.role <> 'member'`;

/** `"0"` is a term that nothing has: someone without rooms finds nothing. Keys fall, so the newest come first. */
const matching = steady(`
  SELECT s.rowid AS key FROM search s
  WHERE s.search MATCH (SELECT coalesce(group_concat(replace(?3, '@', key), ' OR '), '"0"') FROM (${readable}))
    AND s.rowid >= ?4 AND s.rowid < ?5
    AND (?6 IS NULL OR (SELECT at_ms FROM events WHERE key = s.rowid) >= ?6)
    AND (?7 IS NULL OR (SELECT at_ms FROM events WHERE key = s.rowid) < ?7)
  ORDER BY s.rowid DESC LIMIT ?8`);

const selectByKey = steady(`
  SELECT (SELECT id FROM rooms WHERE key = e.room) AS room, ${eventColumns} FROM events e WHERE e.key = ?`);

const selectUserId = steady("SELECT id FROM users WHERE key = ?");

const selectNextTime = steady("SELECT key, at_ms AS atMs FROM events WHERE key >= ? ORDER BY key LIMIT 1");

interface Hit {
  readonly key: number;
  readonly rank: number;
}

/** Searches over one connection that only reads. Each takes a snapshot: rooms and messages of one moment. */
export class SqliteSearch {
  readonly #db: Database;
  readonly #now: () => number;
  readonly #userIds: UserIds;

  constructor(db: Database, now: () => number = () => performance.now()) {
    this.#db = db;
    this.#now = now;
    this.#userIds = new UserIds((key) => {
      const row = db.query(selectUserId).get(key) as { readonly id: UserId } | null;
      return row?.id ?? null;
    });
  }

  search(query: SearchQuery): Found {
    this.#db.run("BEGIN");
    try {
      const search = new OneSearch(this.#db, this.#userIds, query, this.#now() + patienceMs, this.#now);
      return query.order === "newest" ? search.findNewest() : search.findBest();
    } finally {
      this.#db.run("COMMIT");
    }
  }

  close(): void {
    this.#db.close();
  }
}

class OneSearch {
  readonly #db: Database;
  readonly #userIds: UserIds;
  readonly #query: SearchQuery;
  readonly #untilMs: number;
  readonly #now: () => number;

  constructor(db: Database, userIds: UserIds, query: SearchQuery, untilMs: number, now: () => number) {
    this.#db = db;
    this.#userIds = userIds;
    this.#query = query;
    this.#untilMs = untilMs;
    this.#now = now;
  }

  findNewest(): Found {
    const { words, after, limit } = this.#query;
    const { isWhole } = formatMatch(words, []);
    const before = after === null ? Number.MAX_SAFE_INTEGER : Number(after);
    const most = isWhole ? limit + 1 : maxRanked;
    const rows: EventRow[] = [];
    let [last, seen] = [before, 0];
    for (const key of this.#keys(words, before, most)) {
      if (rows.length === limit) return { rows, next: String(last), suggestion: null };
      const row = this.#read(key);
      if (isWhole || this.#saysAll(row)) rows.push(row);
      last = key;
      seen += 1;
      if (seen === most || this.#isLate()) return { rows, next: String(last), suggestion: null };
    }
    return { rows, next: null, suggestion: rows.length === 0 && after === null ? this.#suggest() : null };
  }

  findBest(): Found {
    const { after, limit } = this.#query;
    const hits = this.#rank();
    const start = Number(after ?? 0);
    const rows = hits.slice(start, start + limit).map(({ key }) => this.#read(key));
    const next = start + limit < hits.length ? String(start + limit) : null;
    return { rows, next, suggestion: hits.length === 0 && after === null ? this.#suggest() : null };
  }

  #rank(): Hit[] {
    const { words } = this.#query;
    const hits: Hit[] = [];
    for (const key of this.#keys(words, Number.MAX_SAFE_INTEGER, maxRanked)) {
      if (this.#isLate()) break;
      const rank = words.length === 0 ? 1 : rankText(this.#text(this.#read(key)), words);
      if (rank > 0) hits.push({ key, rank });
    }
    return hits.sort((a, b) => b.rank - a.rank || b.key - a.key);
  }

  /** Keys of messages that match, newest first. The statement is reset when the caller stops early. */
  *#keys(words: readonly SearchWord[], before: number, limit: number): Iterable<number> {
    const { reader, room, fromMs, toMs } = this.#query;
    const marks = this.#marks();
    if (!marks) return;
    const values: SQLQueryBindings[] = [reader, room, formatMatch(words, marks).template];
    const low = fromMs === null ? 0 : this.#keyAt(fromMs);
    const high = toMs === null ? before : Math.min(before, this.#keyAt(toMs));
    const rows = this.#db.query(matching).iterate(...values, low, high, fromMs, toMs, limit);
    for (const row of rows) yield (row as { readonly key: number }).key;
  }

  /** `undefined`: nobody of that id ever wrote. */
  #marks(): string[] | undefined {
    const { by, has } = this.#query;
    const link = has === null ? [] : [has];
    if (by === null) return link;
    const author = this.#db.query("SELECT key FROM users WHERE id = ?").get(by);
    return author === null ? undefined : [String((author as { readonly key: number }).key), ...link];
  }

  /** The first key that is not before `atMs`: log order is nearly time's. */
  #keyAt(atMs: number): number {
    const max = this.#db.query("SELECT coalesce(max(key), 0) AS key FROM events").get() as { key: number };
    let low = 0;
    let high = max.key + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const next = this.#db.query(selectNextTime).get(middle) as {
        readonly key: number;
        readonly atMs: number;
      } | null;
      if (next && next.atMs < atMs) low = next.key + 1;
      else high = middle;
    }
    return low;
  }

  #suggest(): Found["suggestion"] {
    if (this.#query.words.length === 0) return null;
    return suggest(this.#query.words, {
      wordsFrom: (start) => this.#wordsFrom(start),
      count: (words, max) => [...this.#keys(words, Number.MAX_SAFE_INTEGER, max)].length,
    });
  }

  *#wordsFrom(start: string): Iterable<string> {
    const { reader, room } = this.#query;
    const rooms = this.#db.query(steady(readable)).all(reader, room) as { readonly key: number }[];
    for (const { key } of rooms) {
      const begin = `${key}:`;
      const terms = this.#db
        .query("SELECT term FROM search_words WHERE term >= ? AND term < ?")
        .iterate(`${begin}${start}`, `${begin}${start}\u{10FFFF}`);
      for (const row of terms) {
        if (this.#isLate()) return;
        yield (row as { readonly term: string }).term.slice(begin.length);
      }
    }
  }

  #read(key: number): EventRow {
    const row = this.#db.query(selectByKey).get(key) as EventColumns & { readonly room: RoomId };
    return parseEvent(row.room, row, (author) => this.#userIds.of(author));
  }
  #text(row: EventRow): string {
    return searchableText(row.message?.body ?? null) ?? "";
  }
  #saysAll(row: EventRow): boolean {
    return saysAll(this.#text(row), this.#query.words);
  }
  #isLate(): boolean {
    return this.#now() > this.#untilMs;
  }
}
