import type { ToSums } from "./sums-worker.ts";

/** Sums what was written to a file on another processor: it reads it back, which costs next to nothing. */
export class Sums {
  readonly #worker = new Worker(new URL("./sums-worker.ts", import.meta.url).href);
  #failure: Error | null = null;
  #answer: PromiseWithResolvers<string> | null = null;

  constructor(path: string) {
    this.#worker.onmessage = ({ data }: MessageEvent<string>) => this.#answer?.resolve(data);
    this.#worker.onerror = ({ message }) => {
      this.#failure = new Error(message);
      this.#answer?.reject(this.#failure);
    };
    this.#ask({ type: "open", path });
  }

  /** Bytes `start` (in) to `end` (out), which are written already. */
  add(start: number, end: number): void {
    this.#ask({ type: "add", start, end });
  }

  /** The SHA-256 of everything that was added since the last one, hex. */
  finish(): Promise<string> {
    if (this.#failure) return Promise.reject(this.#failure);
    this.#answer = Promise.withResolvers();
    this.#ask({ type: "finish" });
    return this.#answer.promise;
  }

  close(): void {
    this.#worker.terminate();
  }

  #ask(message: ToSums): void {
    this.#worker.postMessage(message);
  }
}
