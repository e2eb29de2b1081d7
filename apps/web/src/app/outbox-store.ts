import type { OutboxStore, StoredMessage } from "@hearth/client";
import { type DBSchema, type IDBPDatabase, openDB } from "idb";

interface OutboxSchema extends DBSchema {
  messages: { key: string; value: StoredMessage };
}

const databaseName = "hearth-outbox";
let opened: Promise<IDBPDatabase<OutboxSchema>> | undefined;

/** The messages that wait, in the browser's own database, so that a reload or a crash loses none. */
export function createOutboxStore(): OutboxStore {
  return {
    all: async () => (await openOutbox()).getAll("messages"),
    put: async (message) => {
      await (await openOutbox()).put("messages", message);
    },
    remove: async (clientId) => {
      await (await openOutbox()).delete("messages", clientId);
    },
  };
}

/** Forgets what waits on this device, for who logs out of it. */
export async function clearOutbox(): Promise<void> {
  try {
    await (await openOutbox()).clear("messages");
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

function openOutbox(): Promise<IDBPDatabase<OutboxSchema>> {
  opened ??= openDB<OutboxSchema>(databaseName, 1, {
    upgrade: (database) => {
      database.createObjectStore("messages", { keyPath: "clientId" });
    },
  });
  return opened;
}
