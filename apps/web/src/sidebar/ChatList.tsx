import "./chat-list.css";
import type { RoomState } from "@hearth/client";
import { ConnectionBanner } from "../app/ConnectionBanner.tsx";
import { openDialog } from "../app/dialogs.ts";
import { routeOf } from "../app/route.ts";
import { navigate } from "../app/router.ts";
import { useClient } from "../app/session.ts";
import { previewOf } from "../rooms/preview.ts";
import { RoomAvatar } from "../rooms/RoomAvatar.tsx";
import { titleOf } from "../rooms/title.ts";
import { Button } from "../ui/Button.tsx";
import { classes } from "../ui/classes.ts";
import { Empty } from "../ui/Empty.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { MenuButton } from "../ui/MenuButton.tsx";
import { PresenceDot } from "../ui/PresenceDot.tsx";
import { useRovingFocus } from "../ui/roving-focus.ts";
import { formatWhen } from "../words/format.ts";
import { sayName } from "../words/say-name.ts";
import { say } from "../words/words.ts";
import { listCommunityActions } from "./community-menu.ts";
import { InvitationRow } from "./InvitationRow.tsx";
import { MutedMark } from "./MutedMark.tsx";
import { NewMark } from "./NewMark.tsx";
import { PresenceWord } from "./PresenceWord.tsx";
import { RouteLink } from "./RouteLink.tsx";

/** The first tab of a phone: every room and chat, the one with the latest message first. */
export function ChatList() {
  const client = useClient();
  const list = useRovingFocus<HTMLUListElement>(".list-row");
  const rooms = [...client.rooms.value].sort((a, b) => activityOf(b) - activityOf(a));
  return (
    <main class="chats" id="main" tabIndex={-1} data-region="main">
      <ChatsHead />
      <ConnectionBanner />
      <div class="chats-scroll">
        {client.invitations.value.length > 0 && (
          <ul class="chats-invitations" aria-label={say("nav.invitations")}>
            {client.invitations.value.map((invitation) => (
              <InvitationRow key={invitation.room} invitation={invitation} />
            ))}
          </ul>
        )}
        <ul ref={list}>
          {rooms.map((room) => (
            <ChatRow key={room.id} room={room} />
          ))}
        </ul>
        {rooms.length === 0 && (
          <Empty title={say("room.browseEmpty")} body={say("room.browseEmptyBody")}>
            <Button kind="primary" onClick={() => navigate({ page: "rooms" })}>
              {say("nav.browseRooms")}
            </Button>
          </Empty>
        )}
      </div>
    </main>
  );
}

function ChatsHead() {
  const client = useClient();
  const community = client.community.value?.name ?? "";
  const items = [
    {
      icon: "plus" as const,
      label: say("nav.newRoom"),
      onSelect: () => openDialog({ kind: "createRoom" }),
    },
    ...listCommunityActions(client).filter((item) => item.label !== say("nav.people")),
  ];
  return (
    <header class="chats-head">
      <div class="chats-bar">
        <h1>{say("nav.chats")}</h1>
        <IconButton
          icon="search"
          label={say("nav.search")}
          onClick={() => openDialog({ kind: "switcher" })}
        />
        <IconButton
          icon="edit"
          label={say("nav.newMessage")}
          onClick={() => openDialog({ kind: "newDirect" })}
        />
        <MenuButton label={say("nav.menu", { community })} items={items} />
      </div>
      <p class="chats-here">
        <PresenceDot state="here" isPlain />
        {say("nav.communityHere", { community, here: client.hereCount.value })}
      </p>
    </header>
  );
}

function ChatRow({ room }: { readonly room: RoomState }) {
  const client = useClient();
  const last = room.lastMessage;
  return (
    <li>
      <RouteLink to={routeOf(room)} class={classes("list-row", room.isNew && "list-row-new")}>
        <RoomAvatar room={room} size="large" />
        <span class="grow">
          <span class="list-line">
            <bdi class="list-name cut">{titleOf(room, client.me.value?.id)}</bdi>
            <PresenceWord room={room} />
            {last && <time class="list-when">{formatWhen(last.atMs, client.serverNow())}</time>}
          </span>
          <span class="list-line">
            <span class="list-preview cut">
              <Preview room={room} />
            </span>
            {room.muted && <MutedMark />}
            {room.isNew && <NewMark mentions={room.mentions} />}
          </span>
        </span>
      </RouteLink>
    </li>
  );
}

/** Who said what last; in a chat of two, only what I said needs a name. */
function Preview({ room }: { readonly room: RoomState }) {
  const client = useClient();
  const message = room.lastMessage;
  if (!message) return <>{say("nav.noMessages")}</>;
  const text = previewOf(message);
  if ("guest" in message.author) return <>{say("nav.says", { name: message.author.name, text })}</>;
  if (message.author.user === client.me.value?.id) return <>{say("nav.youSaid", { text })}</>;
  if (room.kind === "direct" && room.people.length <= 2) return <>{text}</>;
  const name = client.people.card(message.author.user).value?.name;
  return <>{name === undefined ? text : say("nav.says", { name: sayName(name), text })}</>;
}

function activityOf(room: RoomState): number {
  return room.lastMessage?.atMs ?? room.joinedAtMs;
}
