import { useEffect, useState } from "preact/hooks";
import { sayFailure } from "../words/refusal.ts";

export interface Code {
  readonly code: string;
  readonly expiresAtMs: number;
}
export type AskedCode =
  | { readonly phase: "asking" }
  | { readonly phase: "ready"; readonly code: Code }
  | { readonly phase: "failed"; readonly error: string };

/** Asks for one code when it is first shown: every code is written down, so never again by drawing. */
export function useCode(ask: () => Promise<Code>): AskedCode {
  const [asked, setAsked] = useState<AskedCode>({ phase: "asking" });
  const [askOnce] = useState(() => ask);
  useEffect(() => {
    askOnce().then(
      (code) => setAsked({ phase: "ready", code }),
      (failure: unknown) => setAsked({ phase: "failed", error: sayFailure(failure) }),
    );
  }, [askOnce]);
  return asked;
}
