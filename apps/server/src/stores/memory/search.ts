import { type RoomId, type SearchWord, saysAll, searchableText, tokenize } from "@hearth/protocol";
import type { Found, SearchQuery } from "../../core/ports.ts";
import type { EventRow } from "../../core/rows.ts";
import { listMarks } from "../../core/search/marks.ts";
import { maxRanked, rankText } from "../../core/search/rank.ts";
import { suggest } from "../../core/search/suggest.ts";
import { keyText, type MemoryTables } from "./reads.ts";

/** `Store.search` by looking at every message. */
export function searchTables(tables: MemoryTables, query: SearchQuery): Found {
  const hits = findHits(tables, query, query.words);
  const part = query.order === "newest" ? cutNewest(hits, query) : cutBest(hits, query);
  const isNothing = part.rows.length === 0 && query.after === null && query.words.length > 0;
  return { ...part, suggestion: isNothing ? suggestFrom(tables, query) : null };
}

/** Oldest first. */
function findHits(tables: MemoryTables, query: SearchQuery, words: readonly SearchWord[]): EventRow[] {
  const rows = readableRooms(tables, query).flatMap((room) => tables.logs.get(room) ?? []);
  return rows
    .filter((row) => passes(row, query) && saysAll(textOf(row), words))
    .sort((a, b) => a.atMs - b.atMs || a.seq - b.seq);
}

function readableRooms({ rows }: MemoryTables, { reader, room }: SearchQuery): RoomId[] {
  const own = [...rows.members.values()].filter((row) => row.user === reader).map((row) => row.room);
  if (room === null) return own;
  const role = rows.users.get(keyText([reader]))?.role ?? "member";
  const mayLookIn = rows.rooms.get(keyText([room]))?.kind === "public" && role !== "member";
  return mayLookIn || own.includes(room) ? [room] : [];
}

function passes({ message, author, atMs }: EventRow, { by, has, fromMs, toMs }: SearchQuery): boolean {
  const body = message?.body;
  if (!body || searchableText(body) === null) return false;
  if (by !== null && !("user" in author && author.user === by)) return false;
  if (has !== null && !listMarks(body).includes(has)) return false;
  return (fromMs === null || atMs >= fromMs) && (toMs === null || atMs < toMs);
}

/** The cursor counts what is left, so that a message that comes meanwhile moves nothing. */
function cutNewest(hits: readonly EventRow[], { after, limit }: SearchQuery): Omit<Found, "suggestion"> {
  const end = after === null ? hits.length : Number(after);
  const start = Math.max(0, end - limit);
  return { rows: hits.slice(start, end).reverse(), next: start > 0 ? String(start) : null };
}

function cutBest(hits: readonly EventRow[], { words, after, limit }: SearchQuery): Omit<Found, "suggestion"> {
  const start = Number(after ?? 0);
  const ranked = hits
    .slice(-maxRanked)
    .reverse()
    .map((row) => ({ row, rank: rankText(textOf(row), words) }))
    .sort((a, b) => b.rank - a.rank)
    .map(({ row }) => row);
  const next = start + limit < ranked.length ? String(start + limit) : null;
  return { rows: ranked.slice(start, start + limit), next };
}

function suggestFrom(tables: MemoryTables, query: SearchQuery): Found["suggestion"] {
  const said = new Set(
    findHits(tables, query, []).flatMap((row) => tokenize(textOf(row)).map(({ text }) => text)),
  );
  return suggest(query.words, {
    wordsFrom: (start) => [...said].filter((word) => word.startsWith(start)).sort(),
    count: (words, max) => Math.min(max, findHits(tables, query, words).length),
  });
}

function textOf({ message }: EventRow): string {
  return searchableText(message?.body ?? null) ?? "";
}
