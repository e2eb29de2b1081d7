import type { PresenceState, UserCard } from "@hearth/protocol";
import { formatWhen } from "../words/format.ts";
import { say } from "../words/words.ts";

/** What stands under a name: what the person says of themselves, and when they were last here. */
export function aboutOf(user: UserCard, presence: PresenceState | undefined, nowMs: number): string {
  const { status, lastSeenAtMs } = user;
  const isGone = presence === undefined || presence === "offline";
  const seen =
    isGone && lastSeenAtMs !== undefined
      ? [say("presence.lastSeen", { when: formatWhen(lastSeenAtMs, nowMs) })]
      : [];
  return [...(status === undefined ? [] : [status]), ...seen].join(" · ");
}
