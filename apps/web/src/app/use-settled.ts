import { useEffect, useState } from "preact/hooks";

/** The value once it has not changed for `quietMs`: a search asks when one pauses, not at every letter. */
export function useSettled<T>(value: T, quietMs = 150): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), quietMs);
    return () => clearTimeout(timer);
  }, [value, quietMs]);
  return settled;
}
