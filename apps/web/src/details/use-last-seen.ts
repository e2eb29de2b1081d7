import type { PresenceState, UserCard } from "@hearth/protocol";
import { useEffect, useState } from "preact/hooks";
import { useClient } from "../app/session.ts";

/** A card as it is; of somebody who is not here with the time they last were, where they do not hide it. */
export function useLastSeen(card: UserCard, state: PresenceState): UserCard {
  const client = useClient();
  const [seenAtMs, setSeenAtMs] = useState<number | undefined>(undefined);
  useEffect(() => {
    setSeenAtMs(undefined);
    if (state !== "offline") return undefined;
    let isWanted = true;
    const note = (found: UserCard | undefined) => isWanted && setSeenAtMs(found?.lastSeenAtMs);
    client.ask({ type: "user.lookup", users: [card.id] }).then(
      ({ users: [found] }) => note(found),
      // Without the host nobody knows.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [client, card.id, state]);
  const { lastSeenAtMs: _, ...rest } = card;
  return seenAtMs === undefined ? rest : { ...rest, lastSeenAtMs: seenAtMs };
}
