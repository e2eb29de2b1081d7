import type { RoomEvent } from "@hearth/protocol";
import { useEffect, useState } from "preact/hooks";
import { openDialog } from "../app/dialogs.ts";
import { useRoom } from "../timeline/room-context.ts";
import { say } from "../words/words.ts";
import { PhotoGrid } from "./PhotoGrid.tsx";
import { loadRoomFiles, type RoomFile } from "./room-files.ts";

const mostShown = 4;

/** The newest photos of the room, and the way to everything else it was sent. Nothing while there is none. */
export function LatestFiles() {
  const { client, room } = useRoom();
  const photos = useLatest();
  if (photos.length === 0) return null;
  return (
    <section class="details-section">
      <h3>{say("roomFiles.title")}</h3>
      <PhotoGrid photos={photos} />
      <button
        type="button"
        class="link-btn"
        onClick={() => openDialog({ kind: "roomFiles", room: room.id })}
        disabled={client.status.value.phase !== "live"}
      >
        {say("roomFiles.all")}
      </button>
    </section>
  );
}

/** Read when the room opens, and again when files came or went. */
function useLatest(): readonly RoomFile[] {
  const { client, room } = useRoom();
  const [photos, setPhotos] = useState<readonly RoomFile[]>([]);
  const isLive = client.status.value.phase === "live";
  useEffect(() => {
    if (!isLive) return;
    let isWanted = true;
    const read = () =>
      void loadRoomFiles(client, { room: room.id, kind: "photos", parts: 1 }).then(
        ({ items }) => isWanted && setPhotos(items.slice(0, mostShown)),
        () => undefined,
      );
    read();
    const stop = client.listen((entry) => {
      if ("room" in entry && entry.room === room.id && changesFiles(entry)) read();
    });
    return () => {
      isWanted = false;
      stop();
    };
  }, [client, room, isLive]);
  return photos;
}

function changesFiles(event: RoomEvent): boolean {
  if (event.type === "message.deleted") return true;
  return event.type === "message.sent" && event.body?.kind === "text" && event.body.attachments !== undefined;
}
