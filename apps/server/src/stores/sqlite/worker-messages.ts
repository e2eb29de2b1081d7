import type { Change } from "../../core/changes.ts";
import type { BatchEnd } from "../apply-batch.ts";

/** One at a time: the next is sent when the last was answered. */
export type ToWorker =
  | { readonly type: "open"; readonly path: string }
  | { readonly type: "write"; readonly changes: readonly Change[] }
  | { readonly type: "close" };

export type FromWorker =
  | { readonly type: "opened" }
  | { readonly type: "refused"; readonly message: string }
  | { readonly type: "written"; readonly ends: readonly BatchEnd[] }
  | { readonly type: "failed"; readonly reason: "unavailable" | "disk_full"; readonly detail: string }
  | { readonly type: "closed" };
