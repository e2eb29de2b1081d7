import type { RoomId } from "@hearth/protocol";
import { useState } from "preact/hooks";
import { routeOf } from "../app/route.ts";
import { navigate } from "../app/router.ts";
import { useClient } from "../app/session.ts";
import { Button } from "../ui/Button.tsx";
import { showToast } from "../ui/toasts.ts";
import { sayFailure } from "../words/refusal.ts";
import { say } from "../words/words.ts";

interface JoinRoomButtonProps {
  readonly room: RoomId;
  /** The room's name, where several buttons stand together. */
  readonly title?: string;
  readonly isPrimary?: boolean;
}

/** Joins a public room and opens it. */
export function JoinRoomButton({ room, title, isPrimary = false }: JoinRoomButtonProps) {
  const client = useClient();
  const [isBusy, setBusy] = useState(false);
  const join = async () => {
    setBusy(true);
    try {
      const joined = await client.ask({ type: "room.join", room });
      navigate(routeOf(joined.room));
    } catch (failure) {
      showToast({ tone: "bad", title: say("failure.title"), body: sayFailure(failure) });
      setBusy(false);
    }
  };
  const label = title === undefined ? {} : { label: say("room.joinNamed", { room: title }) };
  return (
    <Button
      {...label}
      kind={isPrimary ? "primary" : "line"}
      size={isPrimary ? "normal" : "compact"}
      busy={isBusy}
      onClick={() => void join()}
    >
      {say("room.join")}
    </Button>
  );
}
