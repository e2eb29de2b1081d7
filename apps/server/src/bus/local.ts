import type { Bus, BusMessage } from "../core/ports.ts";

/** The bus of a community that runs as one process: delivers at once, in order. */
export function createLocalBus(): Bus {
  const listeners = new Set<(message: BusMessage) => void>();
  return {
    publish(messages) {
      for (const message of messages) for (const listener of listeners) listener(message);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => listeners.clear(),
  };
}
