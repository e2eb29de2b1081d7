import type { ClientId } from "@hearth/protocol";
import type { OutboxStore, StoredMessage } from "./ports.ts";

/** An outbox that lives as long as the program: for bots, and where nothing can be kept. */
export function createMemoryOutboxStore(): OutboxStore {
  const messages = new Map<ClientId, StoredMessage>();
  return {
    all: async () => [...messages.values()],
    put: async (message) => {
      messages.set(message.clientId, message);
    },
    remove: async (clientId) => {
      messages.delete(clientId);
    },
  };
}
