import type { StoredMessage } from "@hearth/client";

const key = "hearth-late";

/**
 * What the database was not done with when the page ended: a page that goes takes its open transactions along.
 * The browser keeps this at once, so that Enter and then closing the tab loses nothing.
 */
export function keepLate(messages: readonly StoredMessage[]): void {
  try {
    localStorage.setItem(key, JSON.stringify([...peekLate(), ...messages]));
  } catch {
    // A browser that keeps nothing.
  }
}

/** What earlier pages left; it stays until `forgetLate`. */
export function peekLate(): readonly StoredMessage[] {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "[]");
  } catch {
    return [];
  }
}

/** Forgets these, or everything. */
export function forgetLate(taken = peekLate()): void {
  const ids = new Set(taken.map(({ clientId }) => clientId));
  const rest = peekLate().filter(({ clientId }) => !ids.has(clientId));
  try {
    if (rest.length > 0) localStorage.setItem(key, JSON.stringify(rest));
    else localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
