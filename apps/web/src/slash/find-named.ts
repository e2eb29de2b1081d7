import type { Client } from "@hearth/client";
import type { RoomId, UserCard } from "@hearth/protocol";

/** More words than this are no name any more. */
const mostWords = 5;

/** The person called exactly so, whatever the case; "@" before the name is a habit and no part of it. */
export async function findPerson(client: Client, name: string): Promise<UserCard | undefined> {
  const wanted = fold(name.replace(/^@/, ""));
  if (wanted === "") return undefined;
  const { users } = await client.ask({ type: "user.list", query: wanted.slice(0, 200), limit: 20 });
  return users.find((user) => fold(user.name) === wanted);
}

interface Addressed {
  readonly person: UserCard;
  readonly text: string;
}

/** Cuts "Arjun Menon: hello", or "Arjun Menon hello", behind the name. */
export async function splitName(client: Client, argument: string): Promise<Addressed | undefined> {
  const colon = /^([^:\n]+):\s*([\s\S]*)$/.exec(argument);
  const named = colon?.[1] && (await findPerson(client, colon[1]));
  if (colon && named) return { person: named, text: colon[2] ?? "" };
  const words = argument.split(/\s+/);
  for (let count = Math.min(words.length, mostWords); count > 0; count -= 1) {
    const name = words.slice(0, count).join(" ");
    const person = await findPerson(client, name);
    if (person) return { person, text: dropWords(argument, count) };
  }
  return undefined;
}

interface FoundRoom {
  readonly id: RoomId;
  readonly joined: boolean;
}

/** A room of mine or a public one, by its title or its address; "#" is a habit of other chats. */
export async function findRoom(client: Client, name: string): Promise<FoundRoom | undefined> {
  const wanted = fold(name.replace(/^#/, ""));
  const isWanted = (room: { readonly title: string; readonly slug: string }) =>
    wanted !== "" && (fold(room.title) === wanted || room.slug === wanted);
  const mine = client.rooms.value.find(isWanted);
  if (mine) return { id: mine.id, joined: true };
  const byTitle = await client.ask({ type: "room.list", query: wanted.slice(0, 200), limit: 50 });
  const spaced = wanted.replace(/-/g, " ");
  const bySlug = await client.ask({ type: "room.list", query: spaced.slice(0, 200), limit: 50 });
  return [...byTitle.rooms, ...bySlug.rooms].find(isWanted);
}

/** What stands behind the first words, its line breaks as they were. */
function dropWords(text: string, count: number): string {
  return text.replace(new RegExp(`^(?:\\S+\\s*){${count}}`), "");
}

function fold(text: string): string {
  return text.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
}
