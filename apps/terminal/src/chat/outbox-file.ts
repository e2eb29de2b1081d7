import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { OutboxStore, StoredMessage } from "@hearth/client";
import type { ClientId } from "@hearth/protocol";

/** What was written and is not sent yet, in a file that only its owner may read. */
export function createFileOutboxStore(path: string): OutboxStore {
  const messages = readMessages(path);
  const write = (): void => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const fresh = `${path}.${process.pid}`;
    writeFileSync(fresh, JSON.stringify([...messages.values()]), { mode: 0o600 });
    renameSync(fresh, path);
  };
  return {
    all: async () => [...messages.values()],
    put: async (message) => {
      messages.set(message.clientId, message);
      write();
    },
    remove: async (clientId) => {
      if (messages.delete(clientId)) write();
    },
  };
}

/** The host judges what is in it again; a file that cannot be read is nothing that waits. */
function readMessages(path: string): Map<ClientId, StoredMessage> {
  if (!existsSync(path)) return new Map();
  try {
    const stored: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (!Array.isArray(stored)) return new Map();
    return new Map((stored as StoredMessage[]).map((message) => [message.clientId, message]));
  } catch {
    return new Map();
  }
}
