import type { RoomState } from "@hearth/client";
import { useRoomState } from "../timeline/room-context.ts";
import { Icon } from "../ui/Icon.tsx";
import { say } from "../words/words.ts";
import { MessageField } from "./MessageField.tsx";
import "./composer.css";

/** Where one writes, or why one cannot. */
export function Composer() {
  const why = useRoomState(sayClosed);
  return <div data-region="composer">{why === null ? <MessageField /> : <ReadOnly reason={why} />}</div>;
}

/** Why nobody writes here any more; `null`: one does. */
function sayClosed({ archivedAtMs, kind, people }: RoomState): string | null {
  if (archivedAtMs !== null) return say("composer.archived");
  const isLeft = kind === "direct" && people.length === 2 && people.some(({ gone }) => gone);
  return isLeft ? say("refusal.user_missing") : null;
}

function ReadOnly({ reason }: { readonly reason: string }) {
  return (
    <p class="composer-closed">
      <Icon name="inbox" />
      {reason}
    </p>
  );
}
