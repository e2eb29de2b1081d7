import { useComputed } from "@preact/signals";
import { Empty } from "../ui/Empty.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { say } from "../words/words.ts";
import { EndButton } from "./EndButton.tsx";
import { MessageList } from "./MessageList.tsx";
import { useRoom } from "./room-context.ts";
import "./timeline-view.css";

/** The messages of the room: on their way, none yet, or as a list. */
export function TimelineView() {
  const { timeline } = useRoom();
  const phase = timeline.phase.value;
  const hasRows = useComputed(() => timeline.rows.value.length > 0).value;
  return (
    <div class="timeline">
      {phase === "loading" && !hasRows && <Skeleton label={say("timeline.loading")} rows={6} />}
      {phase === "failed" && <Empty title={say("timeline.failed")} />}
      {phase !== "failed" && hasRows && <MessageList />}
      <EndButton />
    </div>
  );
}
