import type { RoomState } from "@hearth/client";
import { type CommandInputOf, type SearchMark, tokenize, type UserCard } from "@hearth/protocol";
import { endOfDay, startOfDay } from "../app/days.ts";

/** Where to look, besides the words. */
export interface Filters {
  readonly room: RoomState | null;
  readonly by: UserCard | null;
  readonly has: SearchMark | null;
  /** As date fields write them, empty without. */
  readonly fromDate: string;
  readonly toDate: string;
  readonly isBestFirst: boolean;
}

export const noFilters: Filters = {
  room: null,
  by: null,
  has: null,
  fromDate: "",
  toDate: "",
  isBestFirst: false,
};

/** Is only a part of the messages looked at? */
export function isNarrowed({ room, by, has, fromDate, toDate }: Filters): boolean {
  return room !== null || by !== null || has !== null || fromDate !== "" || toDate !== "";
}

type Search = CommandInputOf<"message.search">;

/** The question to the host; `null` while there is too little to ask for. */
export function formatSearch(text: string, filters: Filters): Search | null {
  const query = text.trim();
  if (!isEnough(query, filters)) return null;
  const fromMs = startOfDay(filters.fromDate);
  const toMs = endOfDay(filters.toDate);
  return {
    type: "message.search",
    query,
    ...(filters.room && { room: filters.room.id }),
    ...(filters.by && { by: filters.by.id }),
    ...(filters.has && { has: filters.has }),
    ...(fromMs !== null && { fromMs }),
    ...(toMs !== null && { toMs }),
    order: filters.isBestFirst ? "ranked" : "newest",
  };
}

/** One letter of an alphabet would find everything; one Chinese letter is a word. */
function isEnough(query: string, { by, has }: Filters): boolean {
  if (query === "") return by !== null || has !== null;
  return tokenize(query).some(({ text, isLetter }) => isLetter || text.length > 1);
}
