import type { Client, RoomState } from "@hearth/client";
import type { Author } from "@hearth/protocol";
import { useComputed } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { sayName } from "../words/say-name.ts";
import { say } from "../words/words.ts";
import type { OpenRoom } from "./open-room.ts";

const RoomContext = createContext<OpenRoom | null>(null);
export const RoomProvider = RoomContext.Provider;

/** The room that this component is part of. */
export function useRoom(): OpenRoom {
  const open = useContext(RoomContext);
  if (!open) throw new Error("no room around this component");
  return open;
}

/** A part of what is known of the room: each message changes the whole, and few of them this part. */
export function useRoomState<T>(pick: (state: RoomState) => T): T {
  const { room } = useRoom();
  return useComputed(() => pick(room.state.value)).value;
}

/** An author's name; read inside a component, it follows renames. */
export function nameOf(client: Client, author: Author): string {
  if ("guest" in author) return author.name;
  return sayName(client.people.card(author.user).value?.name ?? say("message.someone"));
}
