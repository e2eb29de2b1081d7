import type { Client, RoomHandle } from "@hearth/client";
import type { RoomId, UserCard, UserId } from "@hearth/protocol";
import { rightsIn } from "../rooms/rights.ts";
import { say } from "../words/words.ts";

/** Someone who can be named in a room; without an id, a group. */
export interface NamedPerson {
  readonly id: UserId | null;
  readonly name: string;
  readonly hint?: string;
}

/** Members looked through; a room with more of them knows the others by what they wrote. */
const maxParts = 5;
const partSize = 100;
const keptMs = 60_000;

interface Kept {
  readonly atMs: number;
  readonly members: Promise<readonly UserCard[]>;
}
const kept = new Map<RoomId, Kept>();

/** Members whose name has a word that begins so, those first whose first word does. */
export async function findPeople(
  client: Client,
  room: RoomHandle,
  query: string,
): Promise<readonly NamedPerson[]> {
  const members = await readMembers(client, room);
  const me = client.me.value?.id;
  const people = matchPeople(
    members.filter((person) => person.id !== me),
    query,
  );
  return [...people, ...listGroups(client, room, query)];
}

/** Everyone may call the moderators, moderators everyone (MSG15). */
function listGroups(client: Client, room: RoomHandle, query: string): readonly NamedPerson[] {
  const state = room.state.value;
  if (state.kind === "direct") return [];
  const groups: NamedPerson[] = [{ id: null, name: "moderators", hint: say("completion.moderators") }];
  if (rightsIn(state, client.me.value).moderate)
    groups.push({ id: null, name: "here", hint: say("completion.here") });
  return groups.filter(({ name }) => query !== "" && name.startsWith(fold(query)));
}

export function matchPeople(people: readonly UserCard[], query: string): readonly NamedPerson[] {
  const wanted = fold(query);
  // A whole name is no question any more: Enter sends.
  if (people.some(({ name }) => fold(name) === wanted)) return [];
  const rank = ({ name }: UserCard) => {
    const folded = fold(name);
    if (folded.startsWith(wanted)) return 0;
    return folded.split(/\s+/).some((word) => word.startsWith(wanted)) ? 1 : 2;
  };
  return people
    .map((person) => ({ person, rank: rank(person) }))
    .filter((one) => one.rank < 2)
    .sort((a, b) => a.rank - b.rank || a.person.name.localeCompare(b.person.name))
    .map(({ person: { id, name } }) => ({ id, name }));
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function readMembers(client: Client, room: RoomHandle): Promise<readonly UserCard[]> {
  const state = room.state.value;
  if (state.kind === "direct") return Promise.resolve(state.people);
  const known = kept.get(room.id);
  if (known && Date.now() - known.atMs < keptMs) return known.members;
  const members = readParts(client, room.id).catch(() => {
    kept.delete(room.id);
    return [];
  });
  kept.set(room.id, { atMs: Date.now(), members });
  return members;
}

async function readParts(client: Client, room: RoomId): Promise<readonly UserCard[]> {
  const found: UserCard[] = [];
  let after: string | undefined;
  for (let part = 0; part < maxParts; part += 1) {
    const asked = {
      type: "member.list",
      room,
      limit: partSize,
      ...(after !== undefined && { after }),
    } as const;
    const { members, next } = await client.ask(asked);
    found.push(...members);
    if (next === null) break;
    after = next;
  }
  return found;
}
