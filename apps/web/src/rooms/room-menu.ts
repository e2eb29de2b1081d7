import type { Client, RoomState } from "@hearth/client";
import { openDialog } from "../app/dialogs.ts";
import type { MenuItem } from "../ui/Menu.tsx";
import { showToast } from "../ui/toasts.ts";
import { sayFailure } from "../words/refusal.ts";
import { say } from "../words/words.ts";
import { type RoomRights, rightsIn } from "./rights.ts";

/** Everything one may do with a room, for a menu or a list of buttons. */
export function listRoomActions(client: Client, room: RoomState): readonly MenuItem[] {
  const rights = rightsIn(room, client.me.value);
  if (room.kind === "direct") return listReading(room);
  return [
    ...listJoining(room),
    ...listReading(room),
    ...listModerating(room, rights),
    ...listOwning(client, room, rights),
    { icon: "back", label: say("room.leave"), onSelect: () => openDialog({ kind: "leaveRoom", room }) },
    ...listDeleting(room, rights),
  ];
}

function listJoining(room: RoomState): readonly MenuItem[] {
  return [
    { icon: "qr", label: say("room.invite"), onSelect: () => openDialog({ kind: "invite", room: room.id }) },
    {
      icon: "people",
      label: say("room.everyone"),
      onSelect: () => openDialog({ kind: "roomPeople", room: room.id }),
    },
  ];
}

function listReading({ id }: RoomState): readonly MenuItem[] {
  return [
    {
      icon: "bell",
      label: say("room.attention"),
      onSelect: () => openDialog({ kind: "attention", room: id }),
    },
    {
      icon: "search",
      label: say("room.search"),
      onSelect: () => openDialog({ kind: "switcher", room: id }),
    },
    {
      icon: "image",
      label: say("roomFiles.title"),
      onSelect: () => openDialog({ kind: "roomFiles", room: id }),
    },
    { icon: "download", label: say("room.save"), onSelect: () => openDialog({ kind: "saveChat", room: id }) },
  ];
}

function listModerating(room: RoomState, rights: RoomRights): readonly MenuItem[] {
  if (!rights.moderate) return [];
  return [
    { icon: "edit", label: say("room.rename"), onSelect: () => openDialog({ kind: "renameRoom", room }) },
    { icon: "info", label: say("room.setTopic"), onSelect: () => openDialog({ kind: "setTopic", room }) },
  ];
}

function listOwning(client: Client, room: RoomState, rights: RoomRights): readonly MenuItem[] {
  if (!rights.own) return [];
  if (room.archivedAtMs === null) {
    return [
      {
        icon: "inbox",
        label: say("room.archive"),
        onSelect: () => openDialog({ kind: "archiveRoom", room }),
      },
    ];
  }
  return [{ icon: "inbox", label: say("room.unarchive"), onSelect: () => void unarchive(client, room) }];
}

function listDeleting(room: RoomState, rights: RoomRights): readonly MenuItem[] {
  if (!rights.own) return [];
  return [
    {
      icon: "trash",
      label: say("room.delete"),
      isDanger: true,
      onSelect: () => openDialog({ kind: "deleteRoom", room }),
    },
  ];
}

async function unarchive(client: Client, room: RoomState): Promise<void> {
  try {
    await client.ask({ type: "room.unarchive", room: room.id });
  } catch (failure) {
    showToast({ tone: "bad", title: say("failure.title"), body: sayFailure(failure) });
  }
}
