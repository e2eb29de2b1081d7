import type { RoomState } from "@hearth/client";
import { useClient } from "../app/session.ts";
import { othersOf } from "../rooms/title.ts";
import { say } from "../words/words.ts";

/** What the dot on a direct chat's circle means, for who does not see it. */
export function PresenceWord({ room }: { readonly room: RoomState }) {
  const client = useClient();
  if (room.kind !== "direct") return null;
  const [person, second] = othersOf(room, client.me.value?.id);
  if (!person || second) return null;
  return <span class="sr">{say(`presence.${client.people.state(person.id).value}`)}</span>;
}
