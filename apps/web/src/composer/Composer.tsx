import { useRoomState } from "../timeline/room-context.ts";
import { Icon } from "../ui/Icon.tsx";
import { say } from "../words/words.ts";
import { MessageField } from "./MessageField.tsx";
import "./composer.css";

/** Where one writes, or why one cannot. */
export function Composer() {
  const isOpen = useRoomState(({ archivedAtMs }) => archivedAtMs === null);
  return (
    <div data-region="composer">
      {isOpen ? <MessageField /> : <ReadOnly reason={say("composer.archived")} />}
    </div>
  );
}

function ReadOnly({ reason }: { readonly reason: string }) {
  return (
    <p class="composer-closed">
      <Icon name="inbox" />
      {reason}
    </p>
  );
}
