import type { OutboxStore, StoredMessage } from "@hearth/client";
import { type DBSchema, type IDBPDatabase, openDB } from "idb";

interface OutboxSchema extends DBSchema {
  messages: { key: string; value: StoredMessage };
}

const databaseName = "hearth-outbox";

/** The messages that wait, in the browser's own database, so that a reload or a crash loses none. */
export function createOutboxStore(): OutboxStore {
  let opened: Promise<IDBPDatabase<OutboxSchema>> | undefined;
  const database = () => {
    opened ??= openDatabase();
    return opened;
  };
  return {
    all: async () => (await database()).getAll("messages"),
    put: async (message) => {
      await (await database()).put("messages", message);
    },
    remove: async (clientId) => {
      await (await database()).delete("messages", clientId);
    },
  };
}

function openDatabase(): Promise<IDBPDatabase<OutboxSchema>> {
  return openDB<OutboxSchema>(databaseName, 1, {
    upgrade: (database) => {
      database.createObjectStore("messages", { keyPath: "clientId" });
    },
  });
}
