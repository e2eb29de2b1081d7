import type { RoomState } from "@hearth/client";
import { routeOf } from "../app/route.ts";
import { useClient } from "../app/session.ts";
import { RoomAvatar } from "../rooms/RoomAvatar.tsx";
import { titleOf } from "../rooms/title.ts";
import { classes } from "../ui/classes.ts";
import { Icon } from "../ui/Icon.tsx";
import { say } from "../words/words.ts";
import { isCurrentRoom } from "./current-room.ts";
import { MutedMark } from "./MutedMark.tsx";
import { NewMark } from "./NewMark.tsx";
import { PresenceWord } from "./PresenceWord.tsx";
import { RouteLink } from "./RouteLink.tsx";

/** One room or direct chat: read, new, current. No counters for ordinary messages. */
export function NavRow({ room }: { readonly room: RoomState }) {
  const me = useClient().me.value?.id;
  const isCurrent = isCurrentRoom(room);
  return (
    <li>
      <RouteLink to={routeOf(room)} class={classes("nav", room.isNew && "nav-new")} isCurrent={isCurrent}>
        <RoomAvatar room={room} size="nav" />
        <bdi class="cut">{titleOf(room, me)}</bdi>
        <PresenceWord room={room} />
        <span class="nav-end">
          {room.archivedAtMs !== null && (
            <>
              <Icon name="inbox" size="small" />
              <span class="sr">{say("nav.archived")}</span>
            </>
          )}
          {room.muted && <MutedMark />}
          {room.isNew && <NewMark mentions={room.mentions} />}
        </span>
      </RouteLink>
    </li>
  );
}
