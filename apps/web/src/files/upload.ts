import { sizes, type UploadId, uploadsPath } from "@hearth/protocol";
import { signal } from "@preact/signals";
import { forgetPath, recallPath, rememberPath } from "./upload-memory.ts";
import {
  createUpload,
  endUpload,
  isRefusal,
  readOffset,
  sendBytes,
  type UploadRefusal,
} from "./upload-request.ts";
import { takeTurn } from "./upload-turns.ts";

/**
 * How far a file is.
 * - `waiting`: for its turn. `lost`: for the connection; it goes on by itself.
 * - `failed`: refused. `done`: the host has all of it.
 */
export type UploadState =
  | { readonly phase: "waiting" | "sending" | "paused" | "lost"; readonly sentBytes: number }
  | { readonly phase: "failed"; readonly refusal: UploadRefusal }
  | { readonly phase: "done"; readonly id: UploadId };

const firstRetryMs = 1_000;
const lastRetryMs = 15_000;

/** One file on its way to the host, by the tus protocol; goes on where it was after whatever stopped it. */
export class Upload {
  readonly state = signal<UploadState>({ phase: "waiting", sentBytes: 0 });
  readonly bytes: number;
  readonly #blob: Blob;
  readonly #memoryKey: string;
  #path: string | null;
  #stop = new AbortController();
  #tries = 0;

  /** `memoryKey`: what this file is known by when the page is opened again and the same one is chosen. */
  constructor(blob: Blob, memoryKey: string) {
    this.bytes = blob.size;
    this.#blob = blob;
    this.#memoryKey = memoryKey;
    this.#path = recallPath(memoryKey);
    void this.#run();
  }

  pause(): void {
    this.#stop.abort();
    this.#show("paused", this.#sentBytes);
  }

  resume(): void {
    if (this.state.peek().phase === "done") return;
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#tries = 0;
    this.#show("waiting", this.#sentBytes);
    void this.#run();
  }

  /** Stops for good; the host forgets what it has. */
  cancel(): void {
    this.#stop.abort();
    this.forget();
    if (this.#path) void endUpload(this.#path);
  }

  /** It belongs to a message now. */
  forget(): void {
    forgetPath(this.#memoryKey);
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    const release = await takeTurn();
    try {
      if (!signal.aborted) await this.#sendAll(signal);
    } catch (error) {
      if (!signal.aborted) this.#takeFailure(error);
    } finally {
      release();
    }
  }

  async #sendAll(signal: AbortSignal): Promise<void> {
    let offset = await this.#begin(signal);
    const path = this.#path ?? "";
    while (offset < this.bytes) {
      const start = offset;
      this.#show("sending", start);
      const chunk = this.#blob.slice(start, start + sizes.maxChunkBytes);
      offset = await sendBytes(path, start, chunk, signal, (bytes) => {
        if (!signal.aborted) this.#show("sending", start + bytes);
      });
      this.#tries = 0;
    }
    this.state.value = { phase: "done", id: path.slice(uploadsPath.length + 1) as UploadId };
  }

  /** Where to go on: the host may have some of it from before, or nothing any more. */
  async #begin(signal: AbortSignal): Promise<number> {
    if (this.#path) {
      const offset = await readOffset(this.#path, signal).catch(ignoreMissing);
      if (offset !== null) return offset;
    }
    this.#path = await createUpload(this.bytes, signal);
    rememberPath(this.#memoryKey, this.#path);
    return 0;
  }

  #takeFailure(error: unknown): void {
    const refusal = isRefusal(error) ? error : null;
    // 409: the host has more than we know. 5xx and a line that broke: later.
    const isFinal = refusal && refusal.status < 500 && refusal.status !== 409 && !refusal.retryAfterMs;
    if (isFinal || refusal?.reason === "disk_full") {
      this.state.value = { phase: "failed", refusal };
      return;
    }
    this.#show("lost", this.#sentBytes);
    const delayMs = refusal?.retryAfterMs ?? Math.min(firstRetryMs * 2 ** this.#tries, lastRetryMs);
    this.#tries += 1;
    const { signal } = this.#stop;
    setTimeout(() => {
      if (!signal.aborted) void this.#run();
    }, delayMs);
  }

  get #sentBytes(): number {
    const state = this.state.peek();
    return "sentBytes" in state ? state.sentBytes : 0;
  }

  #show(phase: "waiting" | "sending" | "paused" | "lost", sentBytes: number): void {
    this.state.value = { phase, sentBytes: Math.min(sentBytes, this.bytes) };
  }
}

function ignoreMissing(error: unknown): null {
  if (isRefusal(error) && error.status === 404) return null;
  throw error;
}
