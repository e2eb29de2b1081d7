import type { Message } from "@hearth/protocol";
import { useEffect, useState } from "preact/hooks";
import { isPhone, layout } from "../app/layout.ts";
import { previewOf } from "../rooms/preview.ts";
import { nameOf, useRoom } from "../timeline/room-context.ts";
import { Icon } from "../ui/Icon.tsx";
import { formatNumber, say } from "../words/words.ts";
import { isDetailsOpen } from "./details-open.ts";

/** What was pinned in the room, newest first; a press goes there. Nothing while nothing is pinned. */
export function Pins() {
  const pins = usePins();
  if (pins.length === 0) return null;
  return (
    <section class="details-section">
      <h3>
        {say("details.pinned")}
        <span class="details-count">{formatNumber(pins.length)}</span>
      </h3>
      <ul>
        {pins.map((message) => (
          <Pin key={message.seq} message={message} />
        ))}
      </ul>
    </section>
  );
}

function Pin({ message }: { readonly message: Message }) {
  const { client, jumpTo, openThread } = useRoom();
  const isOnlyInThread = message.threadRoot !== undefined && message.alsoInRoom !== true;
  const go = () => {
    if (layout.value !== "desk" || isPhone.value) isDetailsOpen.value = false;
    if (isOnlyInThread) openThread.value = message.threadRoot ?? null;
    else jumpTo(message.seq);
  };
  return (
    <li>
      <button type="button" class="pin" onClick={go}>
        <Icon name="pin" size="small" />
        <span>
          <span class="pin-text" dir="auto">
            {previewOf(message)}
          </span>
          <span class="pin-author">
            <bdi>{nameOf(client, message.author)}</bdi>
          </span>
        </span>
      </button>
    </li>
  );
}

/** Read once, then again whenever the log says that something about pins changed. */
function usePins(): readonly Message[] {
  const { client, room } = useRoom();
  const [pins, setPins] = useState<readonly Message[]>([]);
  const isLive = client.status.value.phase === "live";
  useEffect(() => {
    if (!isLive) return;
    let isWanted = true;
    const read = () =>
      void client.ask({ type: "pin.list", room: room.id }).then(
        ({ messages }) => isWanted && setPins(messages),
        () => undefined,
      );
    read();
    const stop = client.listen((event) => {
      if ("room" in event && event.room === room.id && changesPins(event.type)) read();
    });
    return () => {
      isWanted = false;
      stop();
    };
  }, [client, room, isLive]);
  return pins;
}

function changesPins(type: string): boolean {
  return ["message.pinned", "message.unpinned", "message.deleted", "message.edited"].includes(type);
}
