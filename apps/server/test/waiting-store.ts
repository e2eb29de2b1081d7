import type { Store } from "../src/core/ports.ts";

/** A real store whose answers can be held back, as those of a store across a network are. */
export interface WaitingStore {
  readonly store: Store;
  /** From now on answers of this read are read at once and handed over when the returned function is called. */
  hold(read: keyof Store): () => void;
  /** From now on this read fails, until the returned function is called. */
  fail(read: keyof Store): () => void;
}

export function createWaitingStore(inner: Store): WaitingStore {
  const gates = new Map<string, Promise<void>>();
  const broken = new Set<string>();
  const store = new Proxy(inner, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      const gate = gates.get(String(name));
      if (broken.has(String(name))) return () => Promise.reject(new Error(`${String(name)} failed`));
      const call = (...args: unknown[]): unknown => value.apply(target, args);
      return gate !== undefined
        ? async (...args: unknown[]) => {
            const answer = await call(...args);
            await gate;
            return answer;
          }
        : call;
    },
  });
  return {
    store,
    hold(read) {
      const { promise, resolve } = Promise.withResolvers<void>();
      gates.set(read, promise);
      return () => {
        gates.delete(read);
        resolve();
      };
    },
    fail(read) {
      broken.add(read);
      return () => void broken.delete(read);
    },
  };
}
