/** Messages that have come and are not yet told to everyone. */
export class Underway {
  readonly #messages = new Set<Promise<unknown>>();
  readonly #listeners = new Set<() => void>();

  /** Counts a message until it is done or refused. */
  add(message: Promise<unknown>): void {
    this.#messages.add(message);
    const end = (): void => this.#end(message);
    message.then(end, end);
  }

  get isEmpty(): boolean {
    return this.#messages.size === 0;
  }

  /** Calls `listener` whenever the last of them is done or refused. */
  onEmpty(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Resolves when what has arrived so far, in this turn of the loop too, is done or refused. */
  async settled(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.allSettled(this.#messages);
  }

  #end(message: Promise<unknown>): void {
    this.#messages.delete(message);
    if (this.#messages.size === 0) for (const listener of this.#listeners) listener();
  }
}
