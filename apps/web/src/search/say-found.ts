import type { Client } from "@hearth/client";
import type { Message, SearchSuggestion } from "@hearth/protocol";
import { titleOf } from "../rooms/title.ts";
import { nameOf } from "../timeline/room-context.ts";
import { formatTime, formatWhen } from "../words/format.ts";
import { say } from "../words/words.ts";

/** "Kavitha in Class 9B, Tue 10:22" */
export function sayPlace(client: Client, { room: id, author, atMs }: Message): string {
  const name = nameOf(client, author);
  const when = sayWhen(atMs, client.serverNow());
  const room = client.room(id)?.state.value;
  if (!room) return say("search.placeAlone", { name, when });
  return say("search.place", { name, room: titleOf(room, client.me.value?.id), when });
}

function sayWhen(atMs: number, nowMs: number): string {
  const [day, time] = [formatWhen(atMs, nowMs), formatTime(atMs)];
  return day === time ? time : say("search.when", { day, time });
}

/** The host counts no further. */
const maxCount = 1_000;

export function sayCount({ count }: SearchSuggestion): string {
  return count < maxCount ? say("search.meant", { count }) : say("search.meantMany", { count: maxCount });
}
