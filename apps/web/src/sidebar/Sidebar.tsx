import "./sidebar.css";
import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { openDialog } from "../app/dialogs.ts";
import { keyNames } from "../app/keys.ts";
import { navigate, route } from "../app/router.ts";
import { useClient } from "../app/session.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { createLazyPart, Lazy } from "../ui/Lazy.tsx";
import { Mark } from "../ui/Mark.tsx";
import { menu } from "../ui/MenuButton.tsx";
import { useRovingFocus } from "../ui/roving-focus.ts";
import { say } from "../words/words.ts";
import { listCommunityActions } from "./community-menu.ts";
import { NavRow } from "./NavRow.tsx";
import { NewMark } from "./NewMark.tsx";
import { RouteLink } from "./RouteLink.tsx";

const invitationRow = createLazyPart(async () => (await import("./InvitationRow.tsx")).InvitationRow);

/** Rooms and people, on everything wider than a phone. */
export function Sidebar() {
  const list = useRovingFocus<HTMLDivElement>(".nav");
  return (
    <nav class="side" aria-label={say("nav.label")} data-region="sidebar">
      <div class="side-top">
        <CommunityButton />
        <button type="button" class="finder" onClick={() => openDialog({ kind: "switcher" })}>
          <Icon name="search" size="small" />
          <span class="grow cut">{say("nav.search")}</span>
          <span aria-hidden="true">
            <kbd>{keyNames.mod} K</kbd>
          </span>
        </button>
      </div>
      <div ref={list} class="side-scroll">
        <OwnRows />
        <InvitationSection />
        <RoomSection />
        <DirectSection />
      </div>
      <MeLine />
    </nav>
  );
}

function CommunityButton() {
  const client = useClient();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const name = client.community.value?.name ?? say("app.name");
  const label = say("nav.menu", { community: name });
  return (
    <>
      <button
        ref={button}
        type="button"
        class="side-community"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(true)}
      >
        <Mark />
        <span class="grow">
          <b class="cut">
            <bdi>{name}</bdi>
          </b>
          <span class="side-here">{say("nav.here", { count: client.hereCount.value })}</span>
        </span>
        <Icon name="down" size="small" />
      </button>
      {isOpen && button.current && (
        <Lazy
          part={menu}
          props={{
            label,
            items: listCommunityActions(client),
            anchor: button.current,
            onClose: () => setOpen(false),
          }}
        />
      )}
    </>
  );
}

/** What names me and what I saved, and the threads I follow, before everything else. */
function OwnRows() {
  const rooms = useClient().rooms.value;
  const named = rooms.reduce((sum, room) => sum + room.mentions, 0);
  const threads = rooms.flatMap((room) => room.threads ?? []);
  return (
    <>
      <OwnRow
        page="mentions"
        icon="at"
        label={say("nav.mentionsSaved")}
        mark={named > 0 && <NewMark mentions={named} />}
      />
      {threads.length > 0 && (
        <OwnRow
          page="threads"
          icon="thread"
          label={say("mentions.threads")}
          mark={threads.some(({ unread }) => unread > 0) && <NewMark />}
        />
      )}
    </>
  );
}

interface OwnRowProps {
  readonly page: "mentions" | "threads";
  readonly icon: IconName;
  readonly label: string;
  readonly mark: VNode | false;
}

function OwnRow({ page, icon, label, mark }: OwnRowProps) {
  return (
    <RouteLink to={{ page }} class={mark ? "nav nav-new" : "nav"} isCurrent={route.value.page === page}>
      <span class="nav-plus">
        <Icon name={icon} size="small" />
      </span>
      <span class="cut">{label}</span>
      <span class="nav-end">{mark}</span>
    </RouteLink>
  );
}

function InvitationSection() {
  const invitations = useClient().invitations.value;
  if (invitations.length === 0) return null;
  return (
    <section aria-label={say("nav.invitations")}>
      <h2 class="side-head">{say("nav.invitations")}</h2>
      <ul>
        {invitations.map((invitation) => (
          <Lazy key={invitation.room} part={invitationRow} props={{ invitation }} />
        ))}
      </ul>
    </section>
  );
}

function RoomSection() {
  const rooms = useClient().rooms.value.filter((room) => room.kind !== "direct");
  return (
    <section aria-label={say("nav.rooms")}>
      <div class="side-head">
        <h2>{say("nav.rooms")}</h2>
        <IconButton
          icon="plus"
          size="compact"
          label={say("nav.newRoom")}
          onClick={() => openDialog({ kind: "createRoom" })}
        />
      </div>
      <ul>
        {rooms.map((room) => (
          <NavRow key={room.id} room={room} />
        ))}
      </ul>
    </section>
  );
}

function DirectSection() {
  const rooms = useClient().rooms.value.filter((room) => room.kind === "direct");
  const write = () => openDialog({ kind: "newDirect" });
  return (
    <section aria-label={say("nav.directs")}>
      <div class="side-head">
        <h2>{say("nav.directs")}</h2>
        <IconButton icon="plus" size="compact" label={say("nav.newMessage")} onClick={write} />
      </div>
      <ul>
        {rooms.map((room) => (
          <NavRow key={room.id} room={room} />
        ))}
      </ul>
      {rooms.length === 0 && (
        <button type="button" class="nav" onClick={write}>
          <span class="nav-plus">
            <Icon name="edit" size="small" />
          </span>
          {say("nav.noDirects")}
        </button>
      )}
    </section>
  );
}

function MeLine() {
  const client = useClient();
  const me = client.me.value;
  if (!me) return null;
  const isLive = client.status.value.phase === "live";
  const presence = client.isAway.value ? "away" : "here";
  return (
    <div class="side-foot">
      <Avatar id={me.id} name={me.name} size="small" presence={isLive ? presence : undefined} />
      <span class="grow">
        <b class="side-me cut">
          <bdi>{me.name}</bdi>
        </b>
        <span class="side-here cut">
          {(isLive && me.status) || say(`presence.${isLive ? presence : "offline"}`)}
        </span>
      </span>
      <IconButton
        icon="qr"
        size="compact"
        label={say("nav.invite")}
        onClick={() => openDialog({ kind: "invite" })}
      />
      <IconButton
        icon="gear"
        size="compact"
        label={say("nav.settings")}
        onClick={() => navigate({ page: "you" })}
      />
    </div>
  );
}
