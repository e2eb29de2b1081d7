import type { RoomState } from "@hearth/client";
import { useClient } from "../app/session.ts";
import { Avatar, type AvatarProps } from "../ui/Avatar.tsx";
import { othersOf, titleOf } from "./title.ts";

interface RoomAvatarProps {
  readonly room: Pick<RoomState, "id" | "kind" | "title" | "people">;
  readonly size: NonNullable<AvatarProps["size"]>;
}

/** Square is a room; a direct chat shows its person, with the dot that tells whether they are here. */
export function RoomAvatar({ room, size }: RoomAvatarProps) {
  const client = useClient();
  const me = client.me.value?.id;
  if (room.kind !== "direct") return <Avatar id={room.id} name={room.title} shape="room" size={size} />;
  const others = othersOf(room, me);
  const person = others[0];
  if (!person) return <Avatar id={room.id} name={titleOf(room, me)} size={size} />;
  const presence = others.length === 1 ? client.people.state(person.id).value : undefined;
  return <Avatar id={person.id} name={person.name} size={size} presence={presence} />;
}
