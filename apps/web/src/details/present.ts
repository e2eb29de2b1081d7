import type { PresenceState, UserCard } from "@hearth/protocol";

/** A person and whether they are here. */
export interface Present {
  readonly card: UserCard;
  readonly state: PresenceState;
}

const order: Readonly<Record<PresenceState, number>> = { here: 0, away: 1, offline: 2 };

/** Who is here first, then who is away; by name within. */
export function sortPresent(present: readonly Present[]): readonly Present[] {
  return [...present].sort(
    (one, other) => order[one.state] - order[other.state] || one.card.name.localeCompare(other.card.name),
  );
}
