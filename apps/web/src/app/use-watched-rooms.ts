import type { Client, RoomState } from "@hearth/client";
import { type RoomId, sizes } from "@hearth/protocol";
import { computed, effect, untracked } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { isCurrentRoom } from "../sidebar/current-room.ts";
import { route } from "./router.ts";

/** Follows presence and typing where they are on screen: the open room, direct chats, and for People the largest room. */
export function useWatchedRooms(client: Client): void {
  useEffect(() => {
    const wanted = computed(() => chooseWatched(client.rooms.value, route.value.page === "people").join(" "));
    return effect(() => {
      const ids = wanted.value.split(" ").filter(Boolean) as RoomId[];
      untracked(() => client.watch(ids));
    });
  }, [client]);
}

function chooseWatched(rooms: readonly RoomState[], isPeople: boolean): readonly RoomId[] {
  const current = rooms.filter(isCurrentRoom);
  const largest = rooms.reduce<RoomState | undefined>(
    (best, room) => (best && best.memberCount >= room.memberCount ? best : room),
    undefined,
  );
  const directs = rooms.filter((room) => room.kind === "direct");
  const wanted = [...current, ...(isPeople && largest ? [largest] : []), ...directs];
  return [...new Set(wanted.map((room) => room.id))].slice(0, sizes.maxWatchedRooms);
}
