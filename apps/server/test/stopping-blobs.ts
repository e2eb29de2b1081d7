import type { BlobStore } from "../src/core/ports.ts";

/** A blob store that does what it is asked so many times, and from then on nothing: its process is gone. */
export function stopAfter(blobs: BlobStore, steps: number): BlobStore {
  let left = steps;
  const counted = new Set<string | symbol>(["begin", "append", "keep", "drop", "remove"]);
  return new Proxy(blobs, {
    get(target, name) {
      const value = Reflect.get(target, name) as (...args: unknown[]) => unknown;
      if (!counted.has(name)) return value;
      return async (...args: unknown[]) => {
        if (left-- <= 0) throw new Error("stopped");
        return value.apply(target, args);
      };
    },
  });
}
