/** Messages that have come and are not yet told to everyone. */
export class Underway {
  readonly #messages = new Set<Promise<unknown>>();

  /** Counts a message until it is done or refused. */
  add(message: Promise<unknown>): void {
    this.#messages.add(message);
    const end = (): void => void this.#messages.delete(message);
    message.then(end, end);
  }

  /** Resolves when what has arrived so far, in this turn of the loop too, is done or refused. */
  async settled(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.allSettled(this.#messages);
  }
}
