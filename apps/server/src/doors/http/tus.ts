import {
  Refusal,
  Unavailable,
  type UploadId,
  UploadIdSchema,
  type UserId,
  uploadsPath,
} from "@hearth/protocol";
import { DataStore, MemoryLocker, Server, Upload } from "@tus/server";
import * as v from "valibot";
import type { Files } from "../../core/files/files.ts";

/**
 * Files on their way, by the tus protocol 1.0.0 (creation, creation with upload, termination). The protocol's words
 * are the library's; who may, how much and where to, core's. Answers throw what `reply.ts` knows.
 */
export function createTus(files: Files): (request: Request, user: UserId) => Promise<Response> {
  const users = new WeakMap<Request, UserId>();
  const errors = new WeakMap<Request, unknown>();
  const userOf = (request: Request): UserId => {
    const user = users.get(request);
    if (!user) throw new Refusal("sign_in_needed");
    return user;
  };
  const tus = new Server({
    path: uploadsPath,
    datastore: new UploadStore(files),
    locker: new MemoryLocker(),
    maxSize: files.limits.maxBytes,
    relativeLocation: true,
    // Other sites' pages never get here; nobody is invited.
    allowedOrigins: () => false,
    namingFunction: (request) => files.create(userOf(request), parseLength(request)),
    onIncomingRequest: (request, id) => files.needOwn(userOf(request), parseId(id)),
    async onUploadFinish(_request, { id }) {
      await files.finish(parseId(id));
      return {};
    },
    onResponseError(request, error) {
      if (!("status_code" in error)) errors.set(request, error);
      return undefined;
    },
  });
  return async (request, user) => {
    users.set(request, user);
    const answer = await tus.handleWeb(request);
    const error = errors.get(request);
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

  override write(bytes: AsyncIterable<Uint8Array>, id: string): Promise<number> {
    return this.#files.append(parseId(id), bytes);
  }

  override async remove(id: string): Promise<void> {
    await this.#files.remove(parseId(id));
  }
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
