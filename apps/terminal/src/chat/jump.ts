import type { RoomState } from "@hearth/client";
import type { UserId } from "@hearth/protocol";

/** A room's name in lists: a direct chat is called by its people. */
export function nameOfRoom({ kind, title, people }: RoomState, me: UserId | undefined): string {
  if (kind !== "direct") return title;
  const others = people.filter(({ id }) => id !== me).map(({ name }) => name);
  return others.length > 0 ? others.join(", ") : "You";
}

/** Rooms whose name fits what was typed: those that begin so first, then those with a word that does. */
export function findRooms(
  rooms: readonly RoomState[],
  query: string,
  me: UserId | undefined,
): readonly RoomState[] {
  const wanted = fold(query);
  if (wanted === "") return [...rooms].sort((a, b) => Number(b.isNew) - Number(a.isNew));
  return rooms
    .map((room) => ({ room, rank: rankOf(nameOfRoom(room, me), wanted) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ room }) => room);
}

/** How well a name fits what was typed: 3 when it begins so, 2 when a word of it does, 1 inside, 0 not at all. */
export function rankOf(called: string, typed: string): number {
  const [name, wanted] = [fold(called), fold(typed)];
  if (name.startsWith(wanted)) return 3;
  if (name.split(/[^\p{L}\p{N}\p{M}]+/u).some((word) => word.startsWith(wanted))) return 2;
  return name.includes(wanted) ? 1 : 0;
}

function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .trim();
}
