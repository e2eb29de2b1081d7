import { useComputed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { lastRoom } from "../app/preferences.ts";
import type { MessagePlace, Route } from "../app/route.ts";
import { route } from "../app/router.ts";
import { useClient } from "../app/session.ts";
import { isCurrentRoom } from "../sidebar/current-room.ts";
import { RoomView } from "../timeline/RoomView.tsx";
import { createLazyPart, Lazy } from "../ui/Lazy.tsx";

const stranger = createLazyPart(async () => (await import("./Stranger.tsx")).Stranger);

interface RoomPageProps {
  /** A slug or an id, from the address. */
  readonly address: string;
}

/** The room at this address: its view for members, a way in for others, else the word that there is none. */
export function RoomPage({ address }: RoomPageProps) {
  const client = useClient();
  // Every message in any room changes the list of rooms, and seldom which one is open.
  const id = useComputed(() => client.rooms.value.find(isCurrentRoom)?.id).value;
  const room = id && client.room(id);
  useEffect(() => {
    if (id) lastRoom.value = id;
  }, [id]);
  if (room) return <RoomView key={room.id} client={client} room={room} place={placeOf(route.value)} />;
  return <Lazy part={stranger} props={{ address }} />;
}

/** One and the same as long as the address is: the room goes there once. */
function placeOf(to: Route): MessagePlace {
  return to.page === "room" || to.page === "direct" ? to : {};
}
