import { useState } from "preact/hooks";

interface Joining {
  readonly isBusy: boolean;
  /** What went wrong with the last try. */
  readonly failure: unknown;
  readonly start: () => void;
  readonly forget: () => void;
}

/** One try at a time to become somebody here. */
export function useJoining(join: () => Promise<unknown>, onJoined: () => void): Joining {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const start = () => {
    if (isBusy) return;
    setBusy(true);
    setFailure(null);
    join().then(onJoined, (error: unknown) => {
      setBusy(false);
      setFailure(error);
    });
  };
  return { isBusy, failure, start, forget: () => setFailure(null) };
}
