import type { RoomHandle } from "@hearth/client";
import { useClient } from "../app/session.ts";
import { Menu } from "../ui/Menu.tsx";
import { listRoomActions } from "./room-menu.ts";

interface Props {
  readonly room: RoomHandle;
  readonly label: string;
  readonly anchor: Element;
  readonly onClose: () => void;
}

/** The open menu of a room. */
export function RoomMenuList({ room, label, anchor, onClose }: Props) {
  const client = useClient();
  const items = listRoomActions(client, room.state.value);
  return <Menu label={label} items={items} anchor={anchor} onClose={onClose} />;
}
