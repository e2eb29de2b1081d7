import type { RoomListing } from "@hearth/protocol";
import { useEffect, useState } from "preact/hooks";
import { Page } from "../app/Page.tsx";
import { lastRoom } from "../app/preferences.ts";
import type { MessagePlace, Route } from "../app/route.ts";
import { navigate, route } from "../app/router.ts";
import { useClient } from "../app/session.ts";
import { isCurrentRoom } from "../sidebar/current-room.ts";
import { RoomView } from "../timeline/RoomView.tsx";
import { Button } from "../ui/Button.tsx";
import { Empty } from "../ui/Empty.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { say } from "../words/words.ts";
import { findListing } from "./find-listing.ts";
import { JoinRoomButton } from "./JoinRoomButton.tsx";

interface RoomPageProps {
  /** A slug or an id, from the address. */
  readonly address: string;
}

/** The room at this address: its view for members, a way in for others, else the word that there is none. */
export function RoomPage({ address }: RoomPageProps) {
  const client = useClient();
  const id = client.rooms.value.find(isCurrentRoom)?.id;
  const room = id && client.room(id);
  useEffect(() => {
    if (id) lastRoom.value = id;
  }, [id]);
  if (room) return <RoomView key={room.id} client={client} room={room} place={placeOf(route.value)} />;
  return <Stranger address={address} />;
}

/** One and the same as long as the address is: the room goes there once. */
function placeOf(to: Route): MessagePlace {
  return to.page === "room" || to.page === "direct" ? to : {};
}

type Search = "looking" | "none" | RoomListing;

function Stranger({ address }: RoomPageProps) {
  const client = useClient();
  const [found, setFound] = useState<Search>("looking");
  const isLive = client.status.value.phase === "live";
  useEffect(() => {
    if (!isLive) return;
    findListing(client, address).then(
      (listing) => setFound(listing ?? "none"),
      () => setFound("none"),
    );
  }, [client, address, isLive]);
  if (found === "looking") {
    return (
      <Page title={say("nav.rooms")}>
        <Skeleton label={say("app.loading")} />
      </Page>
    );
  }
  if (found === "none") {
    return (
      <Page title={say("nav.rooms")}>
        <div class="page-center">
          <Empty title={say("room.missing")} body={say("room.missingBody")}>
            <Button onClick={() => navigate({ page: "rooms" })}>{say("nav.browseRooms")}</Button>
          </Empty>
        </div>
      </Page>
    );
  }
  return (
    <Page title={found.title}>
      <div class="page-center">
        <Empty title={found.title} body={found.topic || say("room.joinBody")}>
          <JoinRoomButton room={found.id} isPrimary />
        </Empty>
      </div>
    </Page>
  );
}
