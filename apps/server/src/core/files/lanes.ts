/** Work on one key runs one after the other, in the order it came; different keys run side by side. */
export class Lanes {
  readonly #ends = new Map<string, Promise<unknown>>();

  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#ends.get(key) ?? Promise.resolve();
    const end = before.then(work, work);
    this.#ends.set(key, end);
    const forget = (): void => {
      if (this.#ends.get(key) === end) this.#ends.delete(key);
    };
    end.then(forget, forget);
    return end;
  }
}
