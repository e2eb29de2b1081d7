import type { Client } from "@hearth/client";
import { type PresenceState, type RoomId, sizes, type UserCard, type UserId } from "@hearth/protocol";
import { exitCodes } from "../command/exit-codes.ts";
import type { Task } from "../command/subcommand.ts";
import { Output } from "../print/output.ts";
import { findRoom } from "../session/find-room.ts";
import { runAs } from "../session/run-as.ts";

/** `hearth who [ROOM]`: who is here or away, in one room or in all of mine. */
export function createWho(version: string): Task {
  return (values) =>
    runAs(values, version, async (client) => {
      const text = values.get("ROOM");
      const rooms =
        text === undefined
          ? client.rooms.peek().map(({ id }) => id)
          : [await findRoom(client, { text, mayJoin: false })];
      const states = await readStates(client, rooms);
      const cards = await readCards(client, [...states.keys()]);
      const output = new Output(values.has("json"));
      const people = cards
        .map(({ id, name, role }) => ({ id, name, role, state: states.get(id) ?? "offline" }))
        .sort((a, b) => order[a.state] - order[b.state] || a.name.localeCompare(b.name));
      for (const person of people) {
        await output.write(person, () =>
          person.state === "here" ? person.name : `${person.name} (${person.state})`,
        );
      }
      return exitCodes.done;
    });
}

const order: Readonly<Record<PresenceState, number>> = { here: 0, away: 1, offline: 2 };

async function readStates(client: Client, rooms: readonly RoomId[]): Promise<Map<UserId, PresenceState>> {
  const states = new Map<UserId, PresenceState>();
  for (let at = 0; at < rooms.length; at += sizes.maxWatchedRooms) {
    const some = rooms.slice(at, at + sizes.maxWatchedRooms);
    const watched = await client.ask({ type: "presence.watch", rooms: some });
    for (const { people } of watched.rooms) for (const { user, state } of people) states.set(user, state);
  }
  return states;
}

async function readCards(client: Client, ids: readonly UserId[]) {
  const pages: (readonly UserCard[])[] = [];
  for (let at = 0; at < ids.length; at += sizes.maxIds) {
    pages.push((await client.ask({ type: "user.lookup", users: ids.slice(at, at + sizes.maxIds) })).users);
  }
  return pages.flat();
}
