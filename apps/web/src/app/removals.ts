import type { Client } from "@hearth/client";
import type { FeedChange, RoomId } from "@hearth/protocol";
import { effect } from "@preact/signals";
import { titleOf } from "../rooms/title.ts";
import { showToast } from "../ui/toasts.ts";
import { say } from "../words/words.ts";

type Removal = Extract<FeedChange, { type: "room.removed" }>;

/** Tells when somebody else ended my being in a room; leaving by myself needs no telling. Returns the stop. */
export function watchRemovals(client: Client): () => void {
  const titles = new Map<RoomId, string>();
  const stopTitles = effect(() => {
    for (const room of client.rooms.value) titles.set(room.id, titleOf(room, client.me.value?.id));
  });
  const stopListening = client.listen((entry) => {
    if (entry.type === "feed" && entry.change.type === "room.removed") tell(client, entry.change, titles);
  });
  return () => {
    stopTitles();
    stopListening();
  };
}

function tell(client: Client, change: Removal, titles: ReadonlyMap<RoomId, string>): void {
  const room = titles.get(change.room);
  if (room === undefined || change.why === "left") return;
  if (change.why === "deleted") {
    showToast({ tone: "ok", title: say("room.deleted", { room }) });
    return;
  }
  const name = change.by && client.people.card(change.by).value?.name;
  showToast({
    tone: "bad",
    title: name === undefined ? say("room.removedYou", { room }) : say("room.removedYouBy", { room, name }),
  });
}
