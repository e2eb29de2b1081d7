import type { RoomState } from "@hearth/client";
import type { UserCard, UserId } from "@hearth/protocol";
import { formatList } from "../words/format.ts";
import { sayName } from "../words/say-name.ts";

type Named = Pick<RoomState, "kind" | "title" | "people">;

/** What a room is called: a direct chat by its people, without oneself. */
export function titleOf(room: Named, me: UserId | undefined): string {
  if (room.kind !== "direct") return room.title;
  return formatList(othersOf(room, me).map((person) => sayName(person.name)));
}

/** The people of a direct chat besides oneself; oneself when nobody else is left. */
export function othersOf(room: Pick<RoomState, "people">, me: UserId | undefined): readonly UserCard[] {
  const others = room.people.filter((person) => person.id !== me);
  return others.length > 0 ? others : room.people;
}
