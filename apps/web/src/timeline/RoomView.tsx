import type { Client, RoomHandle } from "@hearth/client";
import { useEffect, useMemo } from "preact/hooks";
import { ConnectionBanner } from "../app/ConnectionBanner.tsx";
import type { MessagePlace } from "../app/route.ts";
import { Composer } from "../composer/Composer.tsx";
import { isDetailsOpen } from "../details/details-open.ts";
import { loadMarkdown } from "../markdown/load-markdown.ts";
import { MessageMenuHost } from "../messages/MessageMenuHost.tsx";
import { createLazyPart, Lazy } from "../ui/Lazy.tsx";
import { createOpenRoom, type OpenRoom } from "./open-room.ts";
import { RoomBar } from "./RoomBar.tsx";
import { RoomProvider } from "./room-context.ts";
import { TimelineView } from "./TimelineView.tsx";
import { TypingLine } from "./TypingLine.tsx";
import "./room-view.css";

const noPlace: MessagePlace = {};
const detailsPanel = createLazyPart(async () => (await import("../details/DetailsPanel.tsx")).DetailsPanel);
const seenLine = createLazyPart(async () => (await import("./SeenLine.tsx")).SeenLine);
const announcements = createLazyPart(async () => (await import("./Announcements.tsx")).Announcements);
const threadPanel = createLazyPart(async () => (await import("../threads/ThreadPanel.tsx")).ThreadPanel);

interface Props {
  readonly client: Client;
  readonly room: RoomHandle;
  /** A message to show, from the address. */
  readonly place?: MessagePlace;
}

/**
 * One room: its bar, its messages and composer (`main`), its details (`aside`, closable).
 * Fills the place it is mounted in and lays its parts out by itself; mount it with `key={room.id}`.
 */
export function RoomView({ client, room, place = noPlace }: Props) {
  const open = useMemo(() => createOpenRoom(client, room), [client, room]);
  useEffect(() => open.start(), [open]);
  useEffect(() => goToPlace(open, place), [open, place]);
  const { seq, thread } = place;
  // On its way while the first page is: most rooms hold a link or a list.
  useEffect(() => void loadMarkdown(), []);
  return (
    <RoomProvider value={open}>
      <div class="room-view">
        <main class="room-main" id="main" tabIndex={-1}>
          <RoomBar />
          <ConnectionBanner />
          <TimelineView />
          <Lazy part={seenLine} props={{}} />
          <Lazy part={announcements} props={{}} />
          <div class="room-foot">
            <TypingLine />
            <Composer />
          </div>
          <MessageMenuHost />
        </main>
        {open.openThread.value !== null && (
          <Lazy
            key={open.openThread.value}
            part={threadPanel}
            props={{ root: open.openThread.value, seq: thread === open.openThread.value ? seq : undefined }}
          />
        )}
        {open.openThread.value === null && isDetailsOpen.value && (
          <div class="details-place">
            <Lazy part={detailsPanel} props={{}} />
          </div>
        )}
      </div>
    </RoomProvider>
  );
}

/** Where a link to a message leads: to its row, or into the thread it is a reply in. */
function goToPlace(open: OpenRoom, { seq, thread }: MessagePlace): void {
  if (thread !== undefined) open.openThread.value = thread;
  else if (seq !== undefined) open.jumpTo(seq);
}
