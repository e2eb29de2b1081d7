import "./rooms-page.css";
import type { Client } from "@hearth/client";
import type { RoomListing } from "@hearth/protocol";
import { useCallback, useState } from "preact/hooks";
import { openDialog } from "../app/dialogs.ts";
import { Page } from "../app/Page.tsx";
import { routeOf } from "../app/route.ts";
import { useClient } from "../app/session.ts";
import { type PageOf, usePages } from "../app/use-pages.ts";
import { useSettled } from "../app/use-settled.ts";
import { RouteLink } from "../sidebar/RouteLink.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import { Empty } from "../ui/Empty.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Field } from "../ui/Field.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { sayFailure } from "../words/refusal.ts";
import { say } from "../words/words.ts";
import { JoinRoomButton } from "./JoinRoomButton.tsx";

/** Every room that anyone may join. */
export function RoomsPage() {
  const client = useClient();
  const [text, setText] = useState("");
  const query = useSettled(text.trim());
  const load = useCallback((after: string | undefined) => loadRooms(client, query, after), [client, query]);
  const pages = usePages(load);
  const create = () => openDialog({ kind: "createRoom", title: text.trim() });
  const newRoom = (
    <Button kind="primary" size="compact" icon="plus" onClick={create}>
      {say("nav.newRoom")}
    </Button>
  );
  return (
    <Page title={say("room.browse")} actions={newRoom}>
      <Field
        label={say("room.browseFind")}
        labelHidden
        placeholder={say("room.browseFind")}
        icon="search"
        value={text}
        onInput={setText}
      />
      {pages.phase === "loading" && <Skeleton label={say("app.loading")} />}
      {pages.phase === "failed" && <ErrorNote text={sayFailure(pages.error)} />}
      <ul class="room-list">
        {pages.items.map((room) => (
          <ListingRow key={room.id} room={room} />
        ))}
      </ul>
      {pages.hasMore && <Button onClick={pages.loadMore}>{say("action.showMore")}</Button>}
      {pages.phase === "ready" && pages.items.length === 0 && (
        <Empty
          art={query ? "search" : "hearth"}
          title={say(query ? "room.browseNone" : "room.browseEmpty")}
          body={say(query ? "room.browseNoneBody" : "room.browseEmptyBody")}
        />
      )}
    </Page>
  );
}

function ListingRow({ room }: { readonly room: RoomListing }) {
  const client = useClient();
  // The listing is as old as the page; what I am in is known better here.
  const isIn = client.rooms.value.some((mine) => mine.id === room.id);
  return (
    <li class="room-row">
      <Avatar id={room.id} name={room.title} shape="room" />
      <div class="grow">
        <p class="room-row-title cut">
          {isIn ? (
            <RouteLink to={routeOf({ ...room, kind: "public" })}>
              <bdi>{room.title}</bdi>
            </RouteLink>
          ) : (
            <bdi>{room.title}</bdi>
          )}
        </p>
        <p class="room-row-about cut">
          {say("room.members", { count: room.memberCount })}
          {room.topic && " · "}
          <bdi>{room.topic}</bdi>
        </p>
      </div>
      {isIn ? (
        <span class="muted sm">{say("room.joined")}</span>
      ) : (
        <JoinRoomButton room={room.id} title={room.title} />
      )}
    </li>
  );
}

async function loadRooms(
  client: Client,
  query: string,
  after: string | undefined,
): Promise<PageOf<RoomListing>> {
  const page = await client.ask({ type: "room.list", query, ...(after !== undefined && { after }) });
  return { items: page.rooms, next: page.next };
}
