import { useEffect } from "preact/hooks";
import { openDialog } from "../app/dialogs.ts";
import { Page } from "../app/Page.tsx";
import { routeOf } from "../app/route.ts";
import { redirect } from "../app/router.ts";
import { useClient } from "../app/session.ts";
import { chooseRoom } from "../app/start-room.ts";
import { Button } from "../ui/Button.tsx";
import { Empty } from "../ui/Empty.tsx";
import { say } from "../words/words.ts";

/** On computers home is a room; this is seen only by who is in none. */
export function HomePage() {
  const client = useClient();
  const room = chooseRoom(client.rooms.value);
  useEffect(() => {
    if (room) redirect(routeOf(room));
  }, [room]);
  if (room) return null;
  return (
    <Page title={client.community.value?.name ?? say("app.name")}>
      <div class="page-center">
        <Empty title={say("room.browseEmpty")} body={say("room.browseEmptyBody")}>
          <Button kind="primary" onClick={() => openDialog({ kind: "createRoom" })}>
            {say("room.create")}
          </Button>
        </Empty>
      </div>
    </Page>
  );
}
