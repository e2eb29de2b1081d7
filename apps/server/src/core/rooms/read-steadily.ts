import type { Reads } from "../ports.ts";
import type { RoomRow } from "../rows.ts";

/** In a room that never rests, the last reading must do. */
const mostTries = 5;

/**
 * Reads a room's row and what belongs to it as of one place of its log, by reading again when the log moved on
 * meanwhile. A count that is newer than the `lastSeq` beside it would be counted once more by live events.
 */
export async function readSteadily<T>(
  store: Reads,
  room: RoomRow,
  read: (room: RoomRow) => Promise<T>,
): Promise<T> {
  let row = room;
  for (let tries = 1; ; tries += 1) {
    const result = await read(row);
    const after = await store.get("rooms", room.id);
    if (!after || after.lastSeq === row.lastSeq || tries === mostTries) return result;
    row = after;
  }
}
