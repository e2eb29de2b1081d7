import type { Client } from "@hearth/client";
import { openDialog } from "../app/dialogs.ts";
import { navigate } from "../app/router.ts";
import type { MenuItem } from "../ui/Menu.tsx";
import { say } from "../words/words.ts";

/** What concerns the whole community, behind its name. */
export function listCommunityActions(client: Client): readonly MenuItem[] {
  const role = client.me.value?.role ?? "member";
  const items: MenuItem[] = [
    { icon: "list", label: say("nav.browseRooms"), onSelect: () => navigate({ page: "rooms" }) },
    { icon: "people", label: say("nav.people"), onSelect: () => navigate({ page: "people" }) },
    { icon: "qr", label: say("room.inviteEveryone"), onSelect: () => openDialog({ kind: "invite" }) },
    { icon: "info", label: say("nav.keys"), onSelect: () => openDialog({ kind: "keys" }) },
  ];
  if (role === "member") return items;
  return [
    ...items,
    { icon: "wifi", label: say("nav.connections"), onSelect: () => navigate({ page: "connections" }) },
  ];
}
