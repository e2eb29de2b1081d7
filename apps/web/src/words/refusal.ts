import type { RefusalParams, RefusalReason } from "@hearth/protocol";
import { formatNumber, hasWord, say, splitSentence } from "./words.ts";

/** What a refusal says, from whichever side it came. */
export interface RefusedWith {
  readonly reason: RefusalReason;
  readonly params: RefusalParams;
  readonly retryAfterMs?: number | undefined;
}

/** One plain sentence for a no; it ends with when to try again where waiting helps. */
export function sayRefusal({ reason, params, retryAfterMs }: RefusedWith): string {
  const sentence = splitSentence(`refusal.${reason}`, params)
    .map((part) => (part.name === undefined ? part.text : showParam(params[part.name])))
    .join("");
  if (retryAfterMs === undefined) return sentence;
  return `${sentence} ${say("refusal.retryAfter", { count: Math.max(1, Math.ceil(retryAfterMs / 1000)) })}`;
}

/** Any failure of something a person asked for: a refusal's sentence, else that the host did not answer. */
export function sayFailure(error: unknown): string {
  if (!hasReason(error)) return say("failure.noAnswer");
  return sayRefusal({ params: {}, ...error });
}

/** A `Refusal`, or an `Unavailable`, whose reasons have sentences too. */
function hasReason(error: unknown): error is Pick<RefusedWith, "reason"> & Partial<RefusedWith> {
  return typeof error === "object" && error !== null && "reason" in error && isReason(error.reason);
}

function isReason(reason: unknown): reason is RefusalReason {
  return typeof reason === "string" && hasWord(`refusal.${reason}`);
}

function showParam(value: string | number | undefined): string {
  if (value === undefined) return "";
  return typeof value === "number" ? formatNumber(value) : value;
}
