import type { OutboxStore, StoredMessage } from "@hearth/client";
import type { ClientId } from "@hearth/protocol";
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { forgetLate, onLate, peekLate } from "./late-messages.ts";
import { openTabs, type Tabs } from "./tabs.ts";

/** `tab`: the one that sends it, as long as it lives. */
type KeptMessage = StoredMessage & { readonly tab?: string };

interface OutboxSchema extends DBSchema {
  messages: { key: string; value: KeptMessage };
}

const databaseName = "hearth-outbox";
let opened: Promise<IDBPDatabase<OutboxSchema>> | undefined;

/**
 * The messages that wait, in the browser's own database, so that a reload or a crash loses none. Each belongs to
 * one tab; when that tab is gone another takes it over, in one transaction, so that no two send it.
 */
export function createOutboxStore(tabs: Tabs = openTabs("hearth-outbox")): OutboxStore {
  return {
    all: () => takeLeft(tabs),
    put: async (message) => {
      await (await openOutbox()).put("messages", { ...message, tab: tabs.own });
    },
    remove: async (clientId) => {
      await (await openOutbox()).delete("messages", clientId);
    },
    claim: async (clientId: ClientId) => {
      const message = await (await openOutbox()).get("messages", clientId);
      return message?.tab === tabs.own;
    },
    onLeft: (take) => {
      const look = () => {
        takeLeft(tabs).then(
          (messages) => messages.length > 0 && take(messages),
          () => undefined,
        );
      };
      const stops = [tabs.onGone(look), onLate(look)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

/** Forgets what waits on this device, for who logs out of it. */
export async function clearOutbox(): Promise<void> {
  forgetLate();
  try {
    await (await openOutbox()).clear("messages");
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** Makes the messages of tabs that are gone this tab's, and returns them. */
async function takeLeft(tabs: Tabs): Promise<readonly StoredMessage[]> {
  const database = await openOutbox();
  await saveLate(database);
  if ((await database.count("messages")) === 0) return [];
  const living = await tabs.listOthers();
  const transaction = database.transaction("messages", "readwrite");
  const all = await transaction.store.getAll();
  const left = all.filter(({ tab }) => tab === undefined || (tab !== tabs.own && !living.has(tab)));
  for (const message of left) void transaction.store.put({ ...message, tab: tabs.own });
  await transaction.done;
  return left.map(({ tab: _, ...message }) => message);
}

/** As messages of no tab, so that whoever asks first takes them. */
async function saveLate(database: IDBPDatabase<OutboxSchema>): Promise<void> {
  const late = peekLate();
  if (late.length === 0) return;
  const transaction = database.transaction("messages", "readwrite");
  for (const message of late) void transaction.store.put(message);
  await transaction.done;
  forgetLate(late);
}

function openOutbox(): Promise<IDBPDatabase<OutboxSchema>> {
  opened ??= openDB<OutboxSchema>(databaseName, 1, {
    upgrade: (database) => {
      database.createObjectStore("messages", { keyPath: "clientId" });
    },
  });
  return opened;
}
