import type { UserId } from "@hearth/protocol";

type Find = (key: number) => UserId | null;

/**
 * Remembers people's ids by the small keys that the log has. A row of `users` keeps both and is never removed, so
 * that what was committed holds for good; inside a transaction that may be undone nothing may be remembered.
 */
export class UserIds {
  readonly #known = new Map<number, UserId>();
  readonly #find: Find;

  constructor(find: Find) {
    this.#find = find;
  }

  of(key: number): UserId | null {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const id = this.#find(key);
    if (id !== null) this.#known.set(key, id);
    return id;
  }
}
