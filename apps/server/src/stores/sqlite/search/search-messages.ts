import type { Found, SearchQuery } from "../../../core/ports.ts";

/** One search at a time: the next is sent when the last was answered. */
export type ToSearchWorker =
  | { readonly type: "open"; readonly path: string }
  | { readonly type: "search"; readonly query: SearchQuery };

export type FromSearchWorker =
  | { readonly type: "opened" }
  | { readonly type: "found"; readonly found: Found }
  | { readonly type: "failed"; readonly detail: string };
