import { type PresenceState, sizes, type UserCard, type UserId } from "@hearth/protocol";
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { People } from "./contract.ts";
import type { Wire } from "./wire.ts";

/** Cards that are asked for within this time are asked for together. */
const gatherMs = 20;

/** The cards of everyone this client has heard of, looked up when somebody asks for them. */
export class Cards implements People {
  readonly #wire: Wire;
  readonly #stateOf: (id: UserId) => PresenceState;
  readonly #cards = new Map<UserId, Signal<UserCard | undefined>>();
  readonly #states = new Map<UserId, ReadonlySignal<PresenceState>>();
  /** Not asked for since the connection came: names may have changed while there was none. */
  readonly #stale = new Set<UserId>();
  readonly #wanted = new Set<UserId>();
  /** Somebody looks at their card right now. */
  readonly #watched = new Set<UserId>();
  #isGathering = false;

  /** `stateOf` may read signals; then states follow them. */
  constructor(wire: Wire, stateOf: (id: UserId) => PresenceState) {
    this.#wire = wire;
    this.#stateOf = stateOf;
  }

  card(id: UserId): ReadonlySignal<UserCard | undefined> {
    const card = this.#cards.get(id) ?? this.#add(id, undefined);
    if (this.#stale.has(id)) this.#want(id);
    return card;
  }

  state(id: UserId): ReadonlySignal<PresenceState> {
    const known = this.#states.get(id) ?? computed(() => this.#stateOf(id));
    this.#states.set(id, known);
    return known;
  }

  /** The cards that are known of these people. */
  pick(ids: Iterable<UserId>): readonly UserCard[] {
    return [...new Set(ids)].flatMap((id) => this.#cards.get(id)?.peek() ?? []);
  }

  put(cards: readonly UserCard[]): void {
    for (const card of cards) {
      const known = this.#cards.get(card.id) ?? this.#add(card.id, card);
      this.#stale.delete(card.id);
      this.#wanted.delete(card.id);
      if (!isSame(known.peek(), card)) known.value = card;
    }
  }

  /** A new connection: whoever is on the screen is looked up again, the others when they are next asked for. */
  reopen(): void {
    for (const id of this.#cards.keys()) this.#stale.add(id);
    for (const id of this.#watched) this.#want(id);
    this.#gather();
  }

  #add(id: UserId, card: UserCard | undefined): Signal<UserCard | undefined> {
    const added = signal<UserCard | undefined>(card, {
      watched: () => void this.#watched.add(id),
      unwatched: () => void this.#watched.delete(id),
    });
    this.#cards.set(id, added);
    this.#stale.add(id);
    return added;
  }

  #want(id: UserId): void {
    this.#stale.delete(id);
    this.#wanted.add(id);
    this.#gather();
  }

  #gather(): void {
    if (this.#isGathering || this.#wanted.size === 0 || !this.#wire.isLive()) return;
    this.#isGathering = true;
    this.#wire.clock.setTimer(() => this.#lookUp(), gatherMs);
  }

  #lookUp(): void {
    const users = [...this.#wanted].slice(0, sizes.maxIds);
    for (const id of users) this.#wanted.delete(id);
    const end = () => {
      this.#isGathering = false;
      this.#gather();
    };
    const done = (result: { readonly users: readonly UserCard[] }) => {
      this.put(result.users);
      end();
    };
    const failed = () => {
      // Asked for again by the next `card`, or with the next connection.
      for (const id of users) this.#stale.add(id);
      end();
    };
    this.#wire.request({ type: "user.lookup", users }, { done, failed });
  }
}

function isSame(a: UserCard | undefined, b: UserCard): boolean {
  return a?.name === b.name && a.role === b.role;
}
