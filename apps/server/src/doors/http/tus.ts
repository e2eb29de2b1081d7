import { AsyncLocalStorage } from "node:async_hooks";
import {
  Refusal,
  Unavailable,
  type UploadId,
  UploadIdSchema,
  type UserId,
  uploadsPath,
} from "@hearth/protocol";
import { DataStore, Server, Upload } from "@tus/server";
import * as v from "valibot";
import type { Files } from "../../core/files/files.ts";
import { readBody } from "./upload-body.ts";
import { UploadTurns } from "./upload-turns.ts";

/** What the library need not carry from a request to the store. */
interface Asking {
  readonly user: UserId;
  /** Read past the library: its streams cost as much as everything else of an upload together. */
  readonly body: ReadableStream<Uint8Array> | null;
  stopped?: AbortSignal;
  error?: unknown;
}

const asking = new AsyncLocalStorage<Asking>();

/**
 * Files on their way, by the tus protocol 1.0.0 (creation, creation with upload, termination). The protocol's words
 * are the library's; who may, how much and where to, core's. Answers throw what `reply.ts` knows.
 */
export function createTus(files: Files): (request: Request, user: UserId) => Promise<Response> {
  const tus = new Server({
    path: uploadsPath,
    datastore: new UploadStore(files),
    locker: new UploadTurns((stopped) => {
      needAsking().stopped = stopped;
    }),
    maxSize: files.limits.maxBytes,
    relativeLocation: true,
    // Other sites' pages never get here; nobody is invited.
    allowedOrigins: () => false,
    namingFunction: (request) => files.create(needAsking().user, parseLength(request)),
    onIncomingRequest: (_request, id) => files.needOwn(needAsking().user, parseId(id)),
    async onUploadFinish(_request, { id }) {
      await files.finish(parseId(id));
      return {};
    },
    onResponseError(_request, error) {
      if (!("status_code" in error)) needAsking().error = error;
      return undefined;
    },
  });
  return async (request, user) => {
    const asked: Asking = { user, body: request.body };
    const bare = new Request(request.url, { method: request.method, headers: request.headers });
    const answer = await asking.run(asked, () => tus.handleWeb(bare));
    const { error } = asked;
    if (error instanceof Refusal || error instanceof Unavailable) throw error;
    // Whoever broke off hears no answer; what came is kept.
    if (error !== undefined && !request.signal.aborted) throw error;
    answer.headers.set("cache-control", "no-store");
    answer.headers.set("x-content-type-options", "nosniff");
    return answer;
  };
}

/** The library's view of core's uploads. */
class UploadStore extends DataStore {
  readonly #files: Files;

  constructor(files: Files) {
    super();
    this.#files = files;
    this.extensions = ["creation", "creation-with-upload", "termination"];
  }

  override async getUpload(id: string): Promise<Upload> {
    const { bytes, offset } = await this.#files.read(parseId(id));
    return new Upload({ id, size: bytes, offset });
  }

  override write(_nothing: unknown, id: string): Promise<number> {
    const { body, stopped } = needAsking();
    return this.#files.append(parseId(id), readBody(body ?? new Blob().stream(), stopped));
  }

  override async remove(id: string): Promise<void> {
    await this.#files.remove(parseId(id));
  }
}

function needAsking(): Asking {
  const asked = asking.getStore();
  if (!asked) throw new Error("nobody asks");
  return asked;
}

function parseId(id: string): UploadId {
  const parsed = v.safeParse(UploadIdSchema, id);
  if (!parsed.success) throw new Refusal("upload_missing");
  return parsed.output;
}

/** The library has seen that it is a number, and small enough; a length that comes later is none. */
function parseLength(request: Request): number {
  const length = Number(request.headers.get("upload-length") ?? Number.NaN);
  if (!Number.isSafeInteger(length) || length < 0)
    throw new Refusal("frame_malformed", { detail: "upload-length" });
  return length;
}
