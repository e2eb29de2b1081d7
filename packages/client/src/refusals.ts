import {
  Refusal,
  type RefusalParams,
  type RefusalReason,
  refusalReasons,
  Unavailable,
} from "@hearth/protocol";

/** What a refusal looks like on the wire, in a frame or as the body of an HTTP answer. */
interface WrittenRefusal {
  readonly reason?: unknown;
  readonly params?: unknown;
  readonly retryAfterMs?: unknown;
}

/** Reads a refusal; one whose reason this version does not know counts as `internal`. */
export function parseRefusal(written: WrittenRefusal): Refusal {
  const params = (
    typeof written.params === "object" && written.params !== null ? written.params : {}
  ) as RefusalParams;
  const retryAfterMs = typeof written.retryAfterMs === "number" ? written.retryAfterMs : undefined;
  if (!isReason(written.reason))
    return new Refusal("internal", { errorId: String(written.reason) }, retryAfterMs);
  return new Refusal(written.reason, params, retryAfterMs);
}

function isReason(reason: unknown): reason is RefusalReason {
  return typeof reason === "string" && Object.hasOwn(refusalReasons, reason);
}

/** The server's own trouble is no refusal of what was asked: the same again may work later. */
export function errorOf(refusal: Refusal): Refusal | Unavailable {
  if (refusal.reason === "unavailable" || refusal.reason === "disk_full")
    return new Unavailable(refusal.reason);
  return refusal;
}
