import type { Change } from "../../core/changes.ts";
import type { BatchEnd } from "../apply-batch.ts";

// They travel as JSON: where a message comes alone, a copy of its objects would take twice as long both ways.

/** Answered in the order in which they were asked. */
export type Question =
  | { readonly type: "open"; readonly path: string }
  | { readonly type: "write"; readonly changes: readonly Change[] }
  /** Everything that was written so far is to be found. */
  | { readonly type: "index" }
  | { readonly type: "close" };

/** `release` is not answered: what was kept only to be faster is let go of. */
export type ToWorker = Question | { readonly type: "release" };

export type FromWorker =
  | { readonly type: "opened" }
  | { readonly type: "refused"; readonly message: string }
  | { readonly type: "written"; readonly ends: readonly BatchEnd[] }
  | { readonly type: "failed"; readonly reason: "unavailable" | "disk_full"; readonly detail: string }
  | { readonly type: "indexed" }
  | { readonly type: "closed" };
