/** Bytes `start` (in) to `end` (out); `whole`: all of them; `unsatisfiable`: there are none such. */
export type Span = "whole" | "unsatisfiable" | { readonly start: number; readonly end: number };

/**
 * What a `Range` header asks of so many bytes (RFC 9110 section 14). One that is not understood, or asks for several
 * spans, gets the whole: nobody may make a small file large.
 */
export function parseRange(header: string | null, bytes: number): Span {
  const [, from = "", to = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "") ?? [];
  if (from === "" && to === "") return "whole";
  if (from === "") return Number(to) === 0 || bytes === 0 ? "unsatisfiable" : lastOf(bytes, Number(to));
  const start = Number(from);
  const last = to === "" ? bytes - 1 : Number(to);
  if (to !== "" && last < start) return "whole";
  return start >= bytes ? "unsatisfiable" : { start, end: Math.min(last + 1, bytes) };
}

function lastOf(bytes: number, count: number): Span {
  return { start: Math.max(0, bytes - count), end: bytes };
}
