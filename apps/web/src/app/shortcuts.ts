import type { Client, RoomState } from "@hearth/client";
import { isCurrentRoom } from "../sidebar/current-room.ts";
import { openDialog, openedDialog } from "./dialogs.ts";
import { parseShortcut, type Shortcut } from "./keys.ts";
import { moveRegion } from "./regions.ts";
import { routeOf } from "./route.ts";
import { navigate } from "./router.ts";

/** Listens for the shortcuts of the whole page; returns the stop. */
export function watchShortcuts(client: Client): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const shortcut = parseShortcut(event);
    if (!shortcut || isLayerOpen(shortcut)) return;
    if (runShortcut(client, shortcut)) event.preventDefault();
  };
  document.addEventListener("keydown", onKeyDown);
  return () => document.removeEventListener("keydown", onKeyDown);
}

/** An open dialog keeps its keys to itself; only the switcher may take its place. */
function isLayerOpen(shortcut: Shortcut): boolean {
  const isOpen = openedDialog.value !== null || document.querySelector("dialog[open]") !== null;
  return isOpen && shortcut !== "switcher" && shortcut !== "keys";
}

/** True when the key was used. */
function runShortcut(client: Client, shortcut: Shortcut): boolean {
  switch (shortcut) {
    case "switcher":
    case "keys":
      openDialog({ kind: shortcut });
      return true;
    case "roomUp":
      return moveRoom(client, -1, () => true);
    case "roomDown":
      return moveRoom(client, 1, () => true);
    case "newUp":
      return moveRoom(client, -1, (room) => room.isNew);
    case "newDown":
      return moveRoom(client, 1, (room) => room.isNew);
    case "regionNext":
      return moveRegion(1);
    case "regionPrevious":
      return moveRegion(-1);
    case "escape":
      return markCurrentRead(client);
  }
}

/** In the sidebar's order, around its ends. */
function moveRoom(client: Client, step: 1 | -1, fits: (room: RoomState) => boolean): boolean {
  const rooms = client.rooms.value;
  const at = rooms.findIndex(isCurrentRoom);
  const start = at === -1 && step === -1 ? 0 : at;
  for (let distance = 1; distance <= rooms.length; distance += 1) {
    const room = rooms.at((start + step * distance) % rooms.length);
    if (!room || !fits(room) || isCurrentRoom(room)) continue;
    navigate(routeOf(room));
    return true;
  }
  return false;
}

function markCurrentRead(client: Client): boolean {
  const room = client.rooms.value.find(isCurrentRoom);
  if (!room?.isNew) return false;
  client.markRead(room.id, room.lastSeq);
  return true;
}
