import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { previewOf } from "../rooms/preview.ts";
import { say } from "../words/words.ts";
import { createAnnouncer } from "./announcer.ts";
import { idOf } from "./items.ts";
import { nameOf, useRoom } from "./room-context.ts";

/** Speaks what others write in this room, beside the list: rows scrolled in must stay silent. */
export function Announcements() {
  const { client, room } = useRoom();
  const sentence = useSignal("");
  useEffect(() => {
    const announcer = createAnnouncer({
      speak: (text) => {
        sentence.value = text;
      },
      formatOne: ({ name, text }) => say("timeline.spoken", { name, text }),
      formatMany: (count) => say("timeline.newMessages", { count }),
      setTimer: (run, ms) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    });
    const stop = client.listen((entry) => {
      if (entry.type !== "message.sent" || entry.room !== room.id) return;
      if (idOf(entry.author) === client.me.value?.id || (entry.threadRoot && !entry.alsoInRoom)) return;
      announcer.add({ name: nameOf(client, entry.author), text: previewOf(entry) });
    });
    return () => {
      stop();
      announcer.close();
    };
  }, [client, room, sentence]);
  return (
    <div class="sr" aria-live="polite">
      {sentence}
    </div>
  );
}
