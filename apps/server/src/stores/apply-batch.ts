import { Refusal } from "@hearth/protocol";
import { applyChange, type Change } from "../core/changes.ts";
import type { Committed, Ids, Tx } from "../core/ports.ts";

/** What a store offers to run one change of a batch: all of it or none of it. */
export interface Savepoints {
  begin(): void;
  keep(): void;
  undo(): void;
}

/** A change's end inside its batch; `broken` is a bug, or a store that failed under it. */
export type BatchEnd = Committed | { readonly done: "broken"; readonly error: unknown };

/** Applies one change; a refusal or an error leaves nothing of it behind. */
export async function applyOne(tx: Tx, ids: Ids, change: Change, savepoints: Savepoints): Promise<BatchEnd> {
  savepoints.begin();
  try {
    const outcome = await applyChange(tx, ids, change);
    savepoints.keep();
    return { done: true, outcome };
  } catch (error) {
    savepoints.undo();
    if (error instanceof Refusal) return { done: false, reason: error.reason, params: error.params };
    return { done: "broken", error };
  }
}
