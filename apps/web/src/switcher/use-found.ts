import type { Client } from "@hearth/client";
import { useEffect, useState } from "preact/hooks";
import { useSettled } from "../app/use-settled.ts";
import { othersOf } from "../rooms/title.ts";
import type { Option } from "./options.ts";

/** What the host knows besides my own rooms. */
export interface Found {
  readonly people: readonly Option[];
  readonly listings: readonly Option[];
  readonly isLoading: boolean;
}

const limit = 8;
const nothing: Found = { people: [], listings: [], isLoading: false };

/** Asks the host for people and rooms by name, when one pauses typing; answers to older questions are dropped. */
export function useFound(client: Client, query: string): Found {
  const settled = useSettled(query);
  const [found, setFound] = useState<Found>(nothing);
  useEffect(() => {
    if (settled === "") {
      setFound(nothing);
      return;
    }
    let isCurrent = true;
    setFound((before) => ({ ...before, isLoading: true }));
    ask(client, settled).then(
      (next) => isCurrent && setFound(next),
      () => isCurrent && setFound(nothing),
    );
    return () => {
      isCurrent = false;
    };
  }, [client, settled]);
  return found;
}

async function ask(client: Client, query: string): Promise<Found> {
  const [people, rooms] = await Promise.all([
    client.ask({ type: "user.list", query, limit }),
    client.ask({ type: "room.list", query, limit }),
  ]);
  const me = client.me.value?.id;
  const known = new Set(
    client.rooms.value
      .filter((room) => room.kind === "direct" && room.people.length <= 2)
      .map((room) => othersOf(room, me)[0]?.id),
  );
  return {
    people: people.users
      .filter((user) => user.id !== me && !known.has(user.id))
      .map((user) => ({ kind: "person", key: user.id, user })),
    listings: rooms.rooms
      .filter((listing) => !listing.joined)
      .map((listing) => ({ kind: "listing", key: listing.id, listing })),
    isLoading: false,
  };
}
