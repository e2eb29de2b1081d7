import { useState } from "preact/hooks";
import { sayFailure } from "../words/refusal.ts";

export interface Task {
  readonly isBusy: boolean;
  /** Why the last run failed, in a sentence; empty when it did not. */
  readonly error: string;
  readonly run: (work: () => Promise<void>) => void;
  readonly forget: () => void;
}

/** Something asked of the host from a form: one at a time, its failure told in place. */
export function useTask(): Task {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const run = (work: () => Promise<void>) => {
    if (isBusy) return;
    setBusy(true);
    setError("");
    work()
      .catch((failure: unknown) => setError(sayFailure(failure)))
      .finally(() => setBusy(false));
  };
  return { isBusy, error, run, forget: () => setError("") };
}
