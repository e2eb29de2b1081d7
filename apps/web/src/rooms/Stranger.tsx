import type { RoomListing } from "@hearth/protocol";
import { useEffect, useState } from "preact/hooks";
import { Page } from "../app/Page.tsx";
import { navigate } from "../app/router.ts";
import { useClient } from "../app/session.ts";
import { Button } from "../ui/Button.tsx";
import { Empty } from "../ui/Empty.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { say } from "../words/words.ts";
import { findListing } from "./find-listing.ts";
import { JoinRoomButton } from "./JoinRoomButton.tsx";

type Search = "looking" | "none" | RoomListing;

/** Somebody before a room they are not in: a way in, or the word that there is none. */
export function Stranger({ address }: { readonly address: string }) {
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
