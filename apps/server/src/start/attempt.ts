/** What starting needs, or one sentence for the person at the terminal: what is wrong and what to do. */
export type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

export function succeed<T>(value: T): Attempt<T> {
  return { ok: true, value };
}

export function fail<T>(problem: string): Attempt<T> {
  return { ok: false, problem };
}

/** The code of a system error, such as `EADDRINUSE`; empty for anything else. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
