import type { Client, RoomState } from "@hearth/client";
import { effect } from "@preact/signals";
import { lastRoom } from "./preferences.ts";
import { routeOf } from "./route.ts";
import { navigate, route } from "./router.ts";

/** Connects as whoever one just became, and opens a room as soon as the rooms are known. */
export function openFirstRoom(client: Client): void {
  client.retryNow();
  const stop = effect(() => {
    if (client.me.value === null || client.status.value.phase !== "live") return;
    queueMicrotask(() => stop());
    const room = chooseRoom(client.rooms.value);
    if (room && route.value.page === "home") navigate(routeOf(room));
  });
}

/** Where to begin: the room open last on this device, else the one where something is new, else the first. */
export function chooseRoom(rooms: readonly RoomState[]): RoomState | undefined {
  return rooms.find((room) => room.id === lastRoom.value) ?? rooms.find((room) => room.isNew) ?? rooms[0];
}
