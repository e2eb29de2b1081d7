import { Refusal, Unavailable } from "@hearth/protocol";
import type { Found, SearchQuery } from "../../../core/ports.ts";
import type { FromSearchWorker, ToSearchWorker } from "./search-messages.ts";

/** A search is cut long before this; one that is not has met something nobody thought of. */
const maxSearchMs = 5_000;

/**
 * Searches in a worker of their own, so that they delay nobody's messages. The worker starts with the first
 * search: a server that is never searched does not hold its memory.
 */
export class Searcher {
  readonly #path: string;
  readonly #maxMs: number;
  #worker: Promise<Worker> | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(path: string, maxMs: number = maxSearchMs) {
    this.#path = path;
    this.#maxMs = maxMs;
  }

  /** `prepare` brings the index up to date. Throws `Refusal` (`search_too_slow`), `Unavailable`, and what `prepare` does. */
  search(query: SearchQuery, prepare: () => Promise<void> = async () => undefined): Promise<Found> {
    const found = this.#last.then(prepare).then(() => this.#search(query));
    this.#last = found.catch(() => undefined);
    return found;
  }

  /** Waits for the search that runs. */
  async close(): Promise<void> {
    await this.#last;
    (await this.#worker?.catch(() => null))?.terminate();
    this.#worker = null;
  }

  async #search(query: SearchQuery): Promise<Found> {
    this.#worker ??= this.#open();
    try {
      const answer = await this.#ask(await this.#worker, { type: "search", query });
      if (answer.type === "found") return answer.found;
      throw new Unavailable("unavailable", { cause: answer.type === "failed" ? answer.detail : answer.type });
    } catch (error) {
      // Whatever went wrong, the next search starts with a worker that is well.
      const broken = this.#worker;
      this.#worker = null;
      void broken?.then(
        (worker) => worker.terminate(),
        () => undefined,
      );
      throw error;
    }
  }

  async #open(): Promise<Worker> {
    const worker = new Worker(new URL("./search-worker.ts", import.meta.url).href);
    const answer = await this.#ask(worker, { type: "open", path: this.#path });
    if (answer.type === "opened") return worker;
    worker.terminate();
    throw new Unavailable("unavailable", { cause: answer.type === "failed" ? answer.detail : answer.type });
  }

  #ask(worker: Worker, message: ToSearchWorker): Promise<FromSearchWorker> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Refusal("search_too_slow")), this.#maxMs);
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        settle();
      };
      worker.onmessage = ({ data }: MessageEvent<FromSearchWorker>) => end(() => resolve(data));
      worker.onerror = (event) => end(() => reject(new Unavailable("unavailable", { cause: event.message })));
      worker.postMessage(message);
    });
  }
}
