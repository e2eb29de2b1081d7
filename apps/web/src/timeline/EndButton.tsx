import { Icon } from "../ui/Icon.tsx";
import { say } from "../words/words.ts";
import { useRoom, useRoomState } from "./room-context.ts";
import "./end-button.css";

/** Scrolled up: how many messages came meanwhile, and the way to them. */
export function EndButton() {
  const { timeline, isAtEnd, goToEnd } = useRoom();
  const unread = useRoomState((state) => state.unread);
  if (isAtEnd.value || timeline.phase.value !== "live") return null;
  return (
    <div class="end-button-place">
      <button
        type="button"
        class={unread > 0 ? "end-button end-button-new" : "end-button"}
        aria-label={unread > 0 ? undefined : say("timeline.jumpEnd")}
        onClick={goToEnd}
      >
        {unread > 0 && <span>{say("timeline.jumpNew", { count: unread })}</span>}
        <Icon name="down" size="small" />
      </button>
    </div>
  );
}
