interface Waiting<T> {
  readonly matches: (item: T) => boolean;
  readonly resolve: (item: T) => void;
}

/** Longer than anything here takes on a busy machine: only a failing test waits for it. */
const givesUpAfterMs = 8_000;

/** What arrived, in order; a test takes from it or waits for what it expects. */
export class Inbox<T> {
  readonly all: T[] = [];
  readonly #waiting = new Set<Waiting<T>>();

  push(item: T): void {
    this.all.push(item);
    for (const waiting of this.#waiting) {
      if (!waiting.matches(item)) continue;
      this.#waiting.delete(waiting);
      waiting.resolve(item);
    }
  }

  /** The first item that matches, from `from` on: there already, or still to come. */
  first(matches: (item: T) => boolean, from = 0): Promise<T> {
    const known = this.all.slice(from).find(matches);
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(waiting);
        reject(
          new Error(`nothing matched; there came ${JSON.stringify(this.all.slice(from)).slice(0, 2_000)}`),
        );
      }, givesUpAfterMs);
      const waiting: Waiting<T> = {
        matches,
        resolve: (item) => {
          clearTimeout(timer);
          resolve(item);
        },
      };
      this.#waiting.add(waiting);
    });
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** Waits for a frame of this type with these fields (others may be there, too). */
export function expectEvent<T extends { readonly type: string }, K extends T["type"]>(
  inbox: Inbox<T>,
  type: K,
  fields: Fields = {},
  from = 0,
): Promise<Extract<T, { readonly type: K }>> {
  const matches = (frame: T): boolean =>
    frame.type === type &&
    Object.entries(fields).every(([key, value]) => Bun.deepEquals((frame as unknown as Fields)[key], value));
  return inbox.first(matches, from) as Promise<Extract<T, { readonly type: K }>>;
}
