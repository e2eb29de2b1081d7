import type { RoomHandle } from "@hearth/client";
import { useClient } from "../app/session.ts";
import { MenuButton } from "../ui/MenuButton.tsx";
import { say } from "../words/words.ts";
import { listRoomActions } from "./room-menu.ts";

/** The last button of a room's bar: all that can be done with the room. */
export function RoomMenu({ room }: { readonly room: RoomHandle }) {
  const client = useClient();
  const state = room.state.value;
  return (
    <MenuButton label={say("room.menu", { room: state.title })} items={listRoomActions(client, state)} />
  );
}
