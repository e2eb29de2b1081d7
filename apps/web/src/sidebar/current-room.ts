import type { RoomState } from "@hearth/client";
import { route } from "../app/router.ts";

/** Is this the room on screen? */
export function isCurrentRoom(room: Pick<RoomState, "id" | "slug">): boolean {
  const { value } = route;
  if (value.page !== "room" && value.page !== "direct") return false;
  return value.room === room.id || (value.room !== "" && value.room === room.slug);
}
