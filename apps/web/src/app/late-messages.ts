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

/** Calls `run` when another page of this browser left something: its parting word may be here earlier. Returns the stop. */
export function onLate(run: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key === key && event.newValue !== null) run();
  };
  window.addEventListener("storage", onStorage);
  return () => window.removeEventListener("storage", onStorage);
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
