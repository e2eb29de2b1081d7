import type { FeedEntry, ResultOf, Seq } from "@hearth/protocol";
import type { Wire } from "./wire.ts";

export interface FeedListener {
  /** Each entry once, in order. */
  readonly onEntry: (entry: FeedEntry) => void;
  /** Too much is missing: only a new welcome tells how things stand. */
  readonly onLost: () => void;
}

/** What happens to me, in order: entries that came before are dropped, missing ones are asked for. */
export class Feed {
  readonly #wire: Wire;
  readonly #listener: FeedListener;
  #cursor: Seq = 0;
  #waiting: FeedEntry[] = [];
  #isAsking = false;

  constructor(wire: Wire, listener: FeedListener) {
    this.#wire = wire;
    this.#listener = listener;
  }

  /** A welcome holds everything up to `seq`. */
  reopen(seq: Seq): void {
    this.#cursor = seq;
    this.#waiting = [];
  }

  receive(entry: FeedEntry): void {
    if (entry.seq <= this.#cursor) return;
    if (entry.seq === this.#cursor + 1) return this.#take(entry);
    this.#waiting.push(entry);
    this.#resume();
  }

  #take(entry: FeedEntry): void {
    this.#cursor = entry.seq;
    this.#listener.onEntry(entry);
  }

  #resume(): void {
    if (this.#isAsking) return;
    this.#isAsking = true;
    const done = (result: ResultOf<"feed.resume">) => {
      this.#isAsking = false;
      if (result.startOver) return this.#listener.onLost();
      const entries = [...result.entries, ...this.#waiting.splice(0)];
      for (const entry of entries.sort((a, b) => a.seq - b.seq)) this.receive(entry);
    };
    const failed = () => {
      this.#isAsking = false;
      // A lost connection comes back with a welcome; anything else is cured by one.
      if (this.#wire.isLive()) this.#listener.onLost();
    };
    this.#wire.request({ type: "feed.resume", since: this.#cursor }, { done, failed });
  }
}
