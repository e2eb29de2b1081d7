import type { Client } from "@hearth/client";
import { openDialog } from "../app/dialogs.ts";
import { theme } from "../app/preferences.ts";
import { navigate } from "../app/router.ts";
import { listRoomActions } from "../rooms/room-menu.ts";
import { listCommunityActions } from "../sidebar/community-menu.ts";
import { isCurrentRoom } from "../sidebar/current-room.ts";
import type { MenuItem } from "../ui/Menu.tsx";
import { say } from "../words/words.ts";
import { type Option, scoreOf } from "./options.ts";

/** What `/` lists: everything one could press elsewhere, by name. */
export function findCommands(client: Client, query: string): readonly Option[] {
  return listCommands(client)
    .filter((item) => scoreOf(item.label, query) !== null)
    .map((item) => ({
      kind: "command",
      key: item.label,
      title: item.label,
      icon: item.icon ?? "right",
      run: item.onSelect,
    }));
}

function listCommands(client: Client): readonly MenuItem[] {
  const room = client.rooms.value.find(isCurrentRoom);
  return [
    { icon: "plus", label: say("room.create"), onSelect: () => openDialog({ kind: "createRoom" }) },
    { icon: "edit", label: say("people.newDirect"), onSelect: () => openDialog({ kind: "newDirect" }) },
    ...listCommunityActions(client),
    { icon: "gear", label: say("nav.settings"), onSelect: () => navigate({ page: "you" }) },
    { icon: "moon", label: say("switcher.theme"), onSelect: switchTheme },
    ...(room ? listRoomActions(client, room) : []),
  ];
}

/** From what is seen now to the other one. */
function switchTheme(): void {
  const isDark =
    theme.value === "dark" ||
    (theme.value === "system" && window.matchMedia("(prefers-color-scheme: dark)").matches);
  theme.value = isDark ? "light" : "dark";
}
