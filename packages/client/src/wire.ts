import type { CommandInput, Refusal, ResultOf, Unavailable } from "@hearth/protocol";
import type { Clock } from "./ports.ts";

/** Where an answer goes. Called in the turn of its frame, so that nothing that came later overtakes it. */
export interface Answer<T> {
  readonly done: (result: T) => void;
  readonly failed: (error: Refusal | Unavailable) => void;
}

/** What the parts of a client share: the connection as they see it, and the time. */
export interface Wire {
  readonly clock: Clock;
  readonly random: () => number;
  isLive(): boolean;
  /** Sends a command; fails at once when there is no connection. */
  request<C extends CommandInput>(command: C, answer: Answer<ResultOf<C["type"]>>): void;
}

/** For commands whose outcome shows by itself, or does not matter. */
export const ignored: Answer<unknown> = { done: () => {}, failed: () => {} };
