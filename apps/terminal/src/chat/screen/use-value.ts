import type { ReadonlySignal } from "@preact/signals-core";
import { useCallback, useSyncExternalStore } from "react";

/** A signal's value, drawn again when it changes. */
export function useValue<T>(signal: ReadonlySignal<T>): T {
  const subscribe = useCallback((tell: () => void) => signal.subscribe(() => tell()), [signal]);
  return useSyncExternalStore(subscribe, () => signal.peek());
}
