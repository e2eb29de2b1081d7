import { useEffect, useRef } from "preact/hooks";
import { layout } from "../app/layout.ts";
import { listRoomActions } from "../rooms/room-menu.ts";
import { useRoom } from "../timeline/room-context.ts";
import { Button } from "../ui/Button.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { createLazyPart, Lazy } from "../ui/Lazy.tsx";
import { say } from "../words/words.ts";
import { isDetailsOpen } from "./details-open.ts";
import { HereNow } from "./HereNow.tsx";
import { Pins } from "./Pins.tsx";
import "./details-panel.css";

const latestFiles = createLazyPart(async () => (await import("../files/LatestFiles.tsx")).LatestFiles);

/** About the room: its topic, who is here, what can be done. */
export function DetailsPanel() {
  const { room } = useRoom();
  const panel = useRef<HTMLElement>(null);
  const { kind } = room.state.value;
  const close = () => {
    isDetailsOpen.value = false;
  };
  useEffect(() => {
    // Lying over the messages it is what one came for; beside them it takes nothing.
    if (layout.value !== "desk") panel.current?.querySelector("button")?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    close();
  };
  return (
    <aside
      ref={panel}
      class="details"
      aria-label={say("details.label")}
      data-region="details"
      onKeyDown={onKeyDown}
    >
      <div class="details-bar">
        <h2>{say(kind === "direct" ? "details.titleDirect" : "details.title")}</h2>
        <IconButton icon="x" label={say("action.close")} onClick={close} />
      </div>
      <div class="details-scroll">
        {kind !== "direct" && <Topic />}
        <HereNow />
        <Pins />
        <Lazy part={latestFiles} props={{}} />
        {kind !== "direct" && <Actions />}
      </div>
    </aside>
  );
}

function Topic() {
  const { room } = useRoom();
  const { topic } = room.state.value;
  return (
    <section class="details-section">
      {topic ? (
        <p class="sm" dir="auto">
          {topic}
        </p>
      ) : (
        <p class="sm muted">{say("details.noTopic")}</p>
      )}
    </section>
  );
}

function Actions() {
  const { client, room } = useRoom();
  // The sections above lead to these.
  const above = [say("room.everyone"), say("roomFiles.title")];
  const actions = listRoomActions(client, room.state.value).filter(({ label }) => !above.includes(label));
  return (
    <section class="details-section" aria-label={say("room.actions")}>
      <ul>
        {actions.map((action) => (
          <li key={action.label} class={action.isDanger ? "details-danger" : undefined}>
            <Button
              kind="ghost"
              wide
              {...(action.icon ? { icon: action.icon } : {})}
              onClick={action.onSelect}
            >
              {action.label}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
