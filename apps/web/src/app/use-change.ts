import { useEffect, useRef } from "preact/hooks";

/** Runs when the value is another than at the last drawing; not at the first one. */
export function useChange<T>(value: T, run: () => void): void {
  const last = useRef(value);
  useEffect(() => {
    if (last.current === value) return;
    last.current = value;
    run();
  }, [value, run]);
}
