import type { Message, RoomId } from "@hearth/protocol";
import type { ComponentChildren } from "preact";
import { useCallback, useState } from "preact/hooks";
import { routeOf } from "../app/route.ts";
import { useClient } from "../app/session.ts";
import { usePages } from "../app/use-pages.ts";
import { previewOf } from "../rooms/preview.ts";
import { RouteLink } from "../sidebar/RouteLink.tsx";
import { nameOf } from "../timeline/room-context.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Empty } from "../ui/Empty.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { formatWhen } from "../words/format.ts";
import { sayFailure } from "../words/refusal.ts";
import { say } from "../words/words.ts";
import { FileCard } from "./FileCard.tsx";
import { PhotoGrid, placeOfMessage } from "./PhotoGrid.tsx";
import { loadRoomFiles, type RoomFile, type RoomFileKind } from "./room-files.ts";

interface Props {
  readonly room: RoomId;
  readonly onClose: () => void;
}

type View = RoomFileKind | "links";
const views = ["photos", "files", "links"] as const satisfies readonly View[];

/** Everything a room was sent beside words, newest first. */
export function RoomFilesDialog({ room, onClose }: Props) {
  const [view, setView] = useState<View>("photos");
  const title = say("roomFiles.title");
  const tabs = views.map((value) => ({ value, label: say(`roomFiles.${value}`) }));
  return (
    <Dialog title={title} size="wide" onClose={onClose}>
      <Tabs label={title} tabs={tabs} value={view} onChange={setView}>
        {view === "links" ? (
          <Links room={room} onFollow={onClose} />
        ) : (
          <Files key={view} room={room} kind={view} onFollow={onClose} />
        )}
      </Tabs>
    </Dialog>
  );
}

interface ListProps {
  readonly room: RoomId;
  readonly onFollow: () => void;
}

function Files({ room, kind, onFollow }: ListProps & { readonly kind: RoomFileKind }) {
  const client = useClient();
  const load = useCallback(
    (after: string | undefined) => loadRoomFiles(client, { room, kind, after }),
    [client, room, kind],
  );
  const pages = usePages(load);
  return (
    <Results pages={pages}>
      {kind === "photos" ? (
        <PhotoGrid photos={pages.items} onFollow={onFollow} />
      ) : (
        <FileList files={pages.items} onFollow={onFollow} />
      )}
    </Results>
  );
}

interface FileListProps {
  readonly files: readonly RoomFile[];
  readonly onFollow: () => void;
}

function FileList({ files, onFollow }: FileListProps) {
  return (
    <ul class="room-file-list">
      {files.map(({ key, attachment, place, message }) => (
        <li key={key}>
          <FileCard attachment={attachment} place={place} />
          <MessageLink message={message} onFollow={onFollow} />
        </li>
      ))}
    </ul>
  );
}

function Links({ room, onFollow }: ListProps) {
  const client = useClient();
  const load = useCallback(
    async (after: string | undefined) => {
      const asked = {
        type: "message.search",
        room,
        has: "link",
        ...(after !== undefined && { after }),
      } as const;
      const { messages, next } = await client.ask(asked);
      return { items: messages, next };
    },
    [client, room],
  );
  const pages = usePages(load);
  return (
    <Results pages={pages}>
      <ul class="room-file-list">
        {pages.items.map((message) => (
          <li key={message.seq}>
            <p dir="auto">{previewOf(message)}</p>
            <MessageLink message={message} onFollow={onFollow} />
          </li>
        ))}
      </ul>
    </Results>
  );
}

/** "Kavitha Rao, 9:03": leads to where it was said. */
function MessageLink({ message, onFollow }: { readonly message: Message; readonly onFollow: () => void }) {
  const client = useClient();
  const room = client.rooms.value.find(({ id }) => id === message.room);
  if (!room) return null;
  const name = nameOf(client, message.author);
  const time = formatWhen(message.atMs, client.serverNow());
  return (
    <RouteLink
      to={{ ...routeOf(room), ...placeOfMessage(message) }}
      class="room-file-from"
      onFollow={onFollow}
    >
      {say("roomFiles.from", { name, time })}
    </RouteLink>
  );
}

interface ResultsProps {
  readonly pages: ReturnType<typeof usePages<unknown>>;
  readonly children: ComponentChildren;
}

function Results({ pages, children }: ResultsProps) {
  if (pages.phase === "loading" && pages.items.length === 0) return <Skeleton label={say("app.loading")} />;
  if (pages.phase === "failed") return <ErrorNote text={sayFailure(pages.error)} />;
  if (pages.items.length === 0 && !pages.hasMore) return <Empty title={say("roomFiles.none")} />;
  return (
    <>
      {children}
      {pages.hasMore && <Button onClick={pages.loadMore}>{say("action.showMore")}</Button>}
    </>
  );
}
