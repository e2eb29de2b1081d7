import { Refusal, RoomIdSchema, SeqSchema } from "@hearth/protocol";
import * as v from "valibot";
import type { Core } from "../../core/core.ts";
import type { OpenFile } from "../../core/files/files.ts";
import { type ApiRequest, needDevice } from "./device.ts";
import { chooseType, chooseViewedType, formatDisposition } from "./media-types.ts";
import { parseRange, type Span } from "./ranges.ts";

const address = /^\/files\/([^/]+)\/([1-9]\d{0,15})\/([1-9]\d{0,2})$/;

/**
 * `GET /files/ROOM/SEQ/N`: file N of a message, for whoever may read the message now. With `?save` it is offered for
 * saving, with `?view` the browser's own viewer may show it. Throws what `reply.ts` knows.
 */
export async function answerFile(core: Core, asked: ApiRequest): Promise<Response> {
  const { request } = asked;
  if (request.method !== "GET" && request.method !== "HEAD")
    return new Response(null, { status: 405, headers: { allow: "GET, HEAD" } });
  const url = new URL(request.url);
  const [, roomText, seqText, n] = address.exec(url.pathname) ?? [];
  const place = v.safeParse(v.tuple([RoomIdSchema, SeqSchema]), [roomText, Number(seqText)]);
  const device = await needDevice(core, asked);
  if (!place.success) throw new Refusal("file_missing");
  const file = await core.files.open(device.user, ...place.output, Number(n));
  return replyFile(request, file, headersOf(file, url.searchParams));
}

function replyFile(request: Request, file: OpenFile, headers: ReturnType<typeof headersOf>): Response {
  const { etag } = headers;
  // Only the address tells files apart, and a file never changes: its tag may be weakly compared.
  const known = (request.headers.get("if-none-match") ?? "")
    .split(",")
    .map((tag) => tag.trim().replace(/^W\//, ""));
  if (known.includes(etag) || known.includes("*")) return new Response(null, { status: 304, headers });
  const condition = request.headers.get("if-range");
  const range = condition === null || condition === etag ? request.headers.get("range") : null;
  return replySpan(request, file, parseRange(range, file.bytes), headers);
}

function replySpan(request: Request, file: OpenFile, span: Span, headers: Record<string, string>): Response {
  if (span === "unsatisfiable")
    return new Response(null, {
      status: 416,
      headers: { ...headers, "content-range": `bytes */${file.bytes}` },
    });
  const { start, end } = span === "whole" ? { start: 0, end: file.bytes } : span;
  const body = request.method === "HEAD" || end === start ? null : file.read(start, end);
  const length = { "content-length": String(end - start) };
  if (span === "whole") return new Response(body, { headers: { ...headers, ...length } });
  const place = { "content-range": `bytes ${start}-${end - 1}/${file.bytes}` };
  return new Response(body, { status: 206, headers: { ...headers, ...length, ...place } });
}

/** Even opened by itself a file may do nothing: no script, no request, no origin of ours. */
function headersOf(file: OpenFile, wishes: URLSearchParams) {
  const { type, isShown } = wishes.has("view") ? chooseViewedType(file.type) : chooseType(file.type);
  const isSaved = wishes.has("save");
  return {
    "content-type": type,
    "content-disposition": formatDisposition(file.name, isShown && !isSaved),
    "content-security-policy":
      "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "accept-ranges": "bytes",
    etag: `"${file.tag}"`,
    "cache-control": "private, no-cache",
  };
}
