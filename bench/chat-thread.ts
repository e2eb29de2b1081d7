import type { AskOfClock } from "./chat-worker.ts";

/** A chat clock that whatever else the bench does cannot hold up. */
export class ChatThread {
  readonly #worker = new Worker(new URL("./chat-worker.ts", import.meta.url).href);

  static async open(origin: string, secret: string): Promise<ChatThread> {
    const thread = new ChatThread();
    await thread.#ask({ type: "open", origin, secret });
    return thread;
  }

  close(): void {
    this.#worker.terminate();
  }

  /** How long each answer took while `work` did, milliseconds. */
  async measureDuring(work: () => Promise<void>): Promise<readonly number[]> {
    await this.#ask({ type: "begin" });
    await work();
    return this.#ask({ type: "end" });
  }

  #ask(asked: AskOfClock): Promise<readonly number[]> {
    return new Promise((resolve, reject) => {
      this.#worker.onmessage = ({ data }: MessageEvent<readonly number[]>) => resolve(data);
      this.#worker.onerror = ({ message }) => reject(new Error(message));
      this.#worker.postMessage(asked);
    });
  }
}
