import "./tab-bar.css";
import type { Route } from "../app/route.ts";
import { route } from "../app/router.ts";
import { useClient } from "../app/session.ts";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { useRovingFocus } from "../ui/roving-focus.ts";
import { say } from "../words/words.ts";
import { NewMark } from "./NewMark.tsx";
import { RouteLink } from "./RouteLink.tsx";

interface TabView {
  readonly to: Route;
  readonly icon: IconName;
  readonly label: string;
  readonly isNew?: boolean;
}

/** The threads one follows are a tab of the mentions. */
function isAt({ page }: Route): boolean {
  const here = route.value.page;
  return (here === "threads" ? "mentions" : here) === page;
}

/** The bottom of a phone: the four places one moves between. */
export function TabBar() {
  const client = useClient();
  const bar = useRovingFocus<HTMLElement>(".tab");
  const tabs: readonly TabView[] = [
    {
      to: { page: "home" },
      icon: "thread",
      label: say("nav.chats"),
      isNew: client.rooms.value.some((room) => room.isNew) || client.invitations.value.length > 0,
    },
    {
      to: { page: "mentions" },
      icon: "at",
      label: say("nav.mentions"),
      isNew: client.rooms.value.some(
        (room) => room.mentions > 0 || room.threads?.some(({ unread }) => unread > 0),
      ),
    },
    { to: { page: "people" }, icon: "people", label: say("nav.people") },
    { to: { page: "you" }, icon: "person", label: say("nav.you") },
  ];
  return (
    <nav ref={bar} class="tabs" aria-label={say("nav.tabs")} data-region="tabs">
      {tabs.map(({ to, icon, label, isNew }) => (
        <RouteLink key={to.page} to={to} class="tab" isCurrent={isAt(to)}>
          <Icon name={icon} size="large" />
          {label}
          {isNew && <NewMark />}
        </RouteLink>
      ))}
    </nav>
  );
}
