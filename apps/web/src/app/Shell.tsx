import "./shell.css";
import { useEffect } from "preact/hooks";
import { RoomPage } from "../rooms/RoomPage.tsx";
import { Sidebar } from "../sidebar/Sidebar.tsx";
import { createLazyPart, Lazy } from "../ui/Lazy.tsx";
import { say } from "../words/words.ts";
import { DialogHost } from "./DialogHost.tsx";
import { isPhone } from "./layout.ts";
import { watchRemovals } from "./removals.ts";
import { route } from "./router.ts";
import { useClient } from "./session.ts";
import { watchShortcuts } from "./shortcuts.ts";
import { useWatchedRooms } from "./use-watched-rooms.ts";

const tabBar = createLazyPart(async () => (await import("../sidebar/TabBar.tsx")).TabBar);
const chatList = createLazyPart(async () => (await import("../sidebar/ChatList.tsx")).ChatList);
const peoplePage = createLazyPart(async () => (await import("../people/PeoplePage.tsx")).PeoplePage);
const homePage = createLazyPart(async () => (await import("../rooms/HomePage.tsx")).HomePage);
const mentionsPage = createLazyPart(async () => (await import("../mentions/MentionsPage.tsx")).MentionsPage);
const settingsPage = createLazyPart(async () => (await import("../settings/SettingsPage.tsx")).SettingsPage);
const roomsPage = createLazyPart(async () => (await import("../rooms/RoomsPage.tsx")).RoomsPage);
const connectionsPage = createLazyPart(
  async () => (await import("../people/ConnectionsPage.tsx")).ConnectionsPage,
);

/** The panes: one on phones with tabs below, else the sidebar and what is open. */
export function Shell() {
  const client = useClient();
  useWatchedRooms(client);
  useEffect(() => watchShortcuts(client), [client]);
  useEffect(() => watchRemovals(client), [client]);
  const { page } = route.value;
  const hasTabs = ["home", "people", "mentions", "threads", "you"].includes(page);
  return (
    <>
      <SkipLink />
      <div class={isPhone.value ? "shell shell-phone" : "shell"}>
        {!isPhone.value && <Sidebar />}
        <Pane />
        {isPhone.value && hasTabs && <Lazy part={tabBar} props={{}} />}
      </div>
      <DialogHost />
    </>
  );
}

function Pane() {
  const { value } = route;
  switch (value.page) {
    case "home":
      return isPhone.value ? <Lazy part={chatList} props={{}} /> : <Lazy part={homePage} props={{}} />;
    case "people":
      return <Lazy part={peoplePage} props={{}} />;
    case "mentions":
    case "threads":
      return <Lazy part={mentionsPage} props={{}} />;
    case "you":
      return <Lazy part={settingsPage} props={{}} />;
    case "rooms":
      return <Lazy part={roomsPage} props={{}} />;
    case "connections":
      return <Lazy part={connectionsPage} props={{}} />;
    case "room":
    case "direct":
      return <RoomPage key={value.room} address={value.room} />;
  }
}

/** The first stop of the Tab key: to the message field, or to the page where there is none. */
function SkipLink() {
  const { page } = route.value;
  const inRoom = page === "room" || page === "direct";
  const skip = () => {
    const field = inRoom && document.querySelector("[data-region=composer] textarea");
    const target = field || document.querySelector("main");
    if (target instanceof HTMLElement) target.focus();
  };
  return (
    <button type="button" class="skip-link" onClick={skip}>
      {say(inRoom ? "app.skipToComposer" : "app.skipToMain")}
    </button>
  );
}
