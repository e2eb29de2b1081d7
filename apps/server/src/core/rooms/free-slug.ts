import type { RoomKind } from "@hearth/protocol";
import type { Turn } from "../turn.ts";
import { createSlug } from "./slug.ts";

/**
 * A slug nobody has. A public room's is as short as its title allows (`biology`, `biology-2` …); others end
 * in random characters, so that guessing one finds nothing.
 */
export async function createFreeSlug(
  turn: Turn,
  wanted: { readonly kind: RoomKind; readonly title: string },
): Promise<string> {
  if (wanted.kind !== "public") return createSlug(wanted.title, turn.ids.code(10));
  for (let attempt = 1; ; attempt += 1) {
    const slug = createSlug(wanted.title, attempt === 1 ? "" : String(attempt));
    if (!(await turn.tx.roomBySlug(slug))) return slug;
  }
}
