import { Refusal, type RefusalCode, Unavailable } from "@hearth/protocol";

/** One status per code; the compiler checks that none is missing. RFC 9110, RFC 6585. */
const statusOf: Readonly<Record<RefusalCode, number>> = {
  bad_request: 400,
  not_authenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  rate_limited: 429,
};

/** Headers of every answer that is not a file of the app. */
const plainHeaders = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

export function replyJson(value: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(value, { headers: { ...plainHeaders, ...headers } });
}

/** A refusal, an outage or a bug as a response; `onBug` logs and names it. */
export function replyError(error: unknown, onBug: (error: unknown) => string): Response {
  if (error instanceof Refusal)
    return replyRefusal(error, error.reason === "host_unknown" ? 421 : statusOf[error.code]);
  if (error instanceof Unavailable) return replyRefusal(new Refusal(error.reason), 503);
  return replyRefusal(new Refusal("internal", { errorId: onBug(error) }), 500);
}

function replyRefusal({ code, reason, params, retryAfterMs }: Refusal, status: number): Response {
  const headers = {
    ...plainHeaders,
    ...(retryAfterMs !== undefined && { "retry-after": String(Math.ceil(retryAfterMs / 1000)) }),
  };
  const body = { code, reason, params, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  return Response.json(body, { status, headers });
}
