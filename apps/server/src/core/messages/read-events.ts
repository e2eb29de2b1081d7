import type { RoomEvent, RoomId, Seq } from "@hearth/protocol";
import type { Reads } from "../ports.ts";
import type { EventRow } from "../rows.ts";
import { formatEvent } from "./format-event.ts";

/** Entries with `since < seq <= until`, as the wire has them; edits carry their message's newest body. */
export async function readEvents(
  store: Reads,
  room: RoomId,
  since: Seq,
  until: Seq,
  limit = Number.MAX_SAFE_INTEGER,
): Promise<RoomEvent[]> {
  const rows = await store.events(room, since, until, limit);
  return Promise.all(rows.map(async (row) => formatEvent(row, await readTarget(store, row))));
}

function readTarget(store: Reads, row: EventRow): ReturnType<Reads["event"]> {
  const target = row.detail["target"];
  return row.type === "message.edited" && typeof target === "number"
    ? store.event(row.room, target)
    : undefined;
}
