import type { UserCard } from "@hearth/protocol";
import type { Presence } from "../presence/presence.ts";
import type { CardRow } from "../rows.ts";
import { cardOf } from "./changes.ts";

/** A card in a list: for who is not here, and does not hide it, with the time they last were. */
export function listedCardOf(row: CardRow, presence: Pick<Presence, "stateOf">): UserCard {
  // Who was brought along from another chat was never here.
  const wasHere = row.lastSeenAtMs > row.createdAtMs;
  const isTold = wasHere && row.hidesLastSeen === 0 && presence.stateOf(row.id) === "offline";
  return isTold ? { ...cardOf(row), lastSeenAtMs: row.lastSeenAtMs } : cardOf(row);
}
