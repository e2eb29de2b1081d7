import type { HistoryStore } from "@hearth/client";
import type { Page, RoomId, Welcome } from "@hearth/protocol";
import { type DBSchema, type IDBPDatabase, openDB } from "idb";

interface HistorySchema extends DBSchema {
  welcome: { key: "last"; value: Welcome };
  pages: {
    key: RoomId;
    value: { readonly room: RoomId; readonly page: Page; readonly keptAtMs: number };
    indexes: { age: number };
  };
}

const databaseName = "hearth-history";
/** Rooms kept; the one written longest ago goes first. */
const mostRooms = 50;
let opened: Promise<IDBPDatabase<HistorySchema>> | undefined;

/** What was seen last, in the browser's own database: the newest page of each room that was opened here. */
export function createHistoryStore(): HistoryStore {
  return {
    welcome: async () => (await (await openHistory()).get("welcome", "last")) ?? null,
    putWelcome: async (welcome) => {
      await (await openHistory()).put("welcome", welcome, "last");
    },
    page: async (room) => (await (await openHistory()).get("pages", room))?.page ?? null,
    putPage: async (room, page) => {
      const database = await openHistory();
      await database.put("pages", { room, page, keptAtMs: Date.now() });
      await dropOldest(database);
    },
    removePage: async (room) => {
      await (await openHistory()).delete("pages", room);
    },
    clear: clearHistory,
  };
}

/** Forgets it all, for who logs out of this device. */
export async function clearHistory(): Promise<void> {
  try {
    const database = await openHistory();
    await Promise.all([database.clear("welcome"), database.clear("pages")]);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

async function dropOldest(database: IDBPDatabase<HistorySchema>): Promise<void> {
  const surplus = (await database.count("pages")) - mostRooms;
  if (surplus <= 0) return;
  const oldest = await database.getAllKeysFromIndex("pages", "age", null, surplus);
  await Promise.all(oldest.map((room) => database.delete("pages", room)));
}

function openHistory(): Promise<IDBPDatabase<HistorySchema>> {
  opened ??= openDB<HistorySchema>(databaseName, 1, {
    upgrade: (database) => {
      database.createObjectStore("welcome");
      database.createObjectStore("pages", { keyPath: "room" }).createIndex("age", "keptAtMs");
    },
  });
  return opened;
}
