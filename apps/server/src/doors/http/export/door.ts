import { assertNever, Refusal, RoomIdSchema, refusalOf, Unavailable } from "@hearth/protocol";
import * as v from "valibot";
import type { Core } from "../../../core/core.ts";
import type { Export, ExportAsk } from "../../../core/export/export.ts";
import { type ApiRequest, needDevice } from "../device.ts";
import { formatDisposition } from "../media-types.ts";
import { replyJson } from "../reply.ts";
import { formatSavedName } from "./file-name.ts";
import type { ExportFormat } from "./format.ts";
import { createJsonLines } from "./json-lines.ts";
import { createPlainText } from "./plain-text.ts";
import { createTimes, type Times } from "./times.ts";
import { createWebPage } from "./web-page.ts";
import { formatTitle } from "./words.ts";

const time = v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/, "milliseconds"), v.transform(Number)));
const id = v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/, "an id"));

const ExportSchema = v.strictObject({
  room: RoomIdSchema,
  format: v.picklist(["html", "text", "jsonl"]),
  from: time,
  to: time,
  /** The zone that times are written in. */
  zone: v.optional(v.pipe(v.string(), v.maxLength(64))),
  id: v.optional(id),
  /** Only says whether the file would be given. */
  check: v.optional(v.literal("")),
});

type Asked = v.InferOutput<typeof ExportSchema>;

/** `GET /api/export/ROOM?format=…`: the room as a file, read while it is written. Throws what `reply.ts` knows. */
export async function answerExport(core: Core, asked: ApiRequest, room: string): Promise<Response> {
  const device = await needDevice(core, asked);
  const { searchParams } = new URL(asked.request.url);
  const parsed = v.safeParse(ExportSchema, { room, ...Object.fromEntries(searchParams) });
  if (!parsed.success) throw refusalOf(parsed.issues);
  const { output } = parsed;
  const ask: ExportAsk = {
    room: output.room,
    fromMs: output.from ?? null,
    toMs: output.to ?? null,
    id: output.id ?? core.parts.ids.uuid(),
  };
  if (output.check !== undefined) {
    await core.exports.check(device, ask);
    return replyJson({});
  }
  const opened = await core.exports.open(device, ask);
  return replyExport(opened, output, asked.onBug);
}

/** `GET /api/exports/ID`: how far it is; `waiting` while nothing of that id has begun. */
export async function answerProgress(core: Core, asked: ApiRequest, id: string): Promise<Response> {
  const device = await needDevice(core, asked);
  return replyJson(core.exports.progress(device.user, id) ?? { state: "waiting", messages: 0, share: 0 });
}

function replyExport(opened: Export, asked: Asked, onBug: ApiRequest["onBug"]): Response {
  const times = createTimes(asked.zone ?? null);
  const format = createFormat(asked.format, times);
  const { head } = opened;
  const name = formatSavedName(formatTitle(head), times.date(head.savedAtMs), format.ending);
  return new Response(streamOf(opened, writeAll(opened, format), onBug), {
    headers: {
      "content-type": format.type,
      "content-disposition": formatDisposition(name, false),
      "content-security-policy": "sandbox; default-src 'none'",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    },
  });
}

function createFormat(format: Asked["format"], times: Times): ExportFormat {
  switch (format) {
    case "html":
      return createWebPage(times);
    case "text":
      return createPlainText(times);
    case "jsonl":
      return createJsonLines();
    default:
      return assertNever(format);
  }
}

async function* writeAll(opened: Export, format: ExportFormat): AsyncGenerator<string, void> {
  yield format.start(opened.head);
  const readPicture: Export["readPicture"] = (message, attachment) => opened.readPicture(message, attachment);
  for await (const part of opened.read()) yield* format.part(part, readPicture);
  yield format.end(opened.progress.messages);
}

/**
 * Reads on only when the other side took what there was. A reader who loses the room meanwhile gets a broken
 * connection, not a file that looks whole.
 */
function streamOf(
  opened: Export,
  pieces: AsyncGenerator<string, void>,
  onBug: ApiRequest["onBug"],
): ReadableStream<Uint8Array> {
  const utf8 = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await pieces.next();
        if (!done) return controller.enqueue(utf8.encode(value));
        opened.close();
        controller.close();
      } catch (error) {
        opened.close();
        if (!(error instanceof Refusal || error instanceof Unavailable)) onBug(error);
        // Without a cause: the runtime would print it.
        controller.error();
      }
    },
    cancel() {
      opened.close();
    },
  });
}
