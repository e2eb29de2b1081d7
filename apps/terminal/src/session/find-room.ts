import type { Client, RoomState } from "@hearth/client";
import type { RoomId, RoomListing, UserCard } from "@hearth/protocol";
import { CommandError, exitCodes } from "../command/exit-codes.ts";

/** A room as people call it: `common-room`, `#common-room`, `"Common room"`, `@Kavitha` for a direct chat, an id. */
export interface RoomWish {
  readonly text: string;
  /** Goes into a public room when not in it. */
  readonly mayJoin: boolean;
}

/** Finds the room meant, or says in a sentence why there is none. */
export async function findRoom(client: Client, { text, mayJoin }: RoomWish): Promise<RoomId> {
  if (text.startsWith("@")) return openDirect(client, text.slice(1));
  const name = text.replace(/^#/u, "");
  const mine = pickRoom(client.rooms.peek(), name, text);
  if (mine) return mine.id;
  const listed = await findListed(client, name, text);
  if (!listed) throw refuse(`There is no room called ${text} here. "hearth rooms" lists them.`);
  if (!mayJoin) throw refuse(`You are not in ${listed.title}. Add --join to go in first.`);
  return (await client.ask({ type: "room.join", room: listed.id })).room.id;
}

type Named = Pick<RoomListing, "id" | "title" | "slug">;

/** By id or address first; titles need not be unique, so a title that fits two rooms is asked about. */
function pickRoom<T extends Named>(rooms: readonly T[], name: string, text: string): T | undefined {
  const exact = rooms.find(({ id, slug }) => id === name || slug === name.toLowerCase());
  if (exact) return exact;
  const titled = rooms.filter(({ title }) => fold(title) === fold(name));
  if (titled.length < 2) return titled[0];
  const slugs = titled.map(({ slug }) => slug).join(", ");
  throw refuse(`${titled.length} rooms are called ${text}. Say which: ${slugs}.`);
}

async function findListed(client: Client, name: string, text: string): Promise<RoomListing | undefined> {
  for (const query of new Set([name, name.replaceAll("-", " ")])) {
    const { rooms } = await client.ask({ type: "room.list", query, limit: 100 });
    const found = pickRoom(rooms, name, text);
    if (found) return found;
  }
  return undefined;
}

async function openDirect(client: Client, name: string): Promise<RoomId> {
  const known = client.rooms.peek().find((room) => isDirectWith(client, room, name));
  if (known) return known.id;
  const user = await findUser(client, name);
  if (!user) throw refuse(`Nobody here is called ${name}. "hearth who" lists who is here.`);
  return (await client.ask({ type: "direct.open", users: [user.id] })).room.id;
}

function isDirectWith(client: Client, { kind, people }: RoomState, name: string): boolean {
  const others = people.filter(({ id }) => id !== client.me.peek()?.id);
  return kind === "direct" && others.length === 1 && fold(others[0]?.name ?? "") === fold(name);
}

/** Someone by the name they have, however it is written. */
export async function findUser(client: Client, name: string): Promise<UserCard | undefined> {
  const { users } = await client.ask({ type: "user.list", query: name, limit: 100 });
  return users.find((user) => fold(user.name) === fold(name));
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

function refuse(message: string): CommandError {
  return new CommandError(exitCodes.refused, message);
}
