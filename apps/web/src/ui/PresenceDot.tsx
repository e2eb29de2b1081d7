import type { PresenceState } from "@hearth/protocol";
import { classes } from "./classes.ts";

/** Filled: here. Hollow ring: away. Nothing: not here. */
export function PresenceDot({
  state,
  isPlain,
}: {
  readonly state: PresenceState;
  readonly isPlain?: boolean;
}) {
  if (state === "offline") return null;
  return (
    <span class={classes("dot", state === "away" && "dot-away", isPlain && "dot-plain")} aria-hidden="true" />
  );
}
