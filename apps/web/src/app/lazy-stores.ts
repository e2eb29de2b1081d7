import type { HistoryStore, OutboxStore, StoredMessage } from "@hearth/client";
import { keepLate } from "./late-messages.ts";

/** The browser's database is not needed to draw the first room, so its code comes beside the page. */
export function createLazyOutboxStore(): OutboxStore {
  const store = import("./outbox-store.ts").then(({ createOutboxStore }) => createOutboxStore());
  store.catch(() => undefined);
  const unsettled = new Set<StoredMessage>();
  window.addEventListener("pagehide", () => {
    if (unsettled.size > 0) keepLate([...unsettled]);
  });
  return {
    all: async () => (await store).all(),
    put: async (message) => {
      unsettled.add(message);
      try {
        await (await store).put(message);
      } finally {
        unsettled.delete(message);
      }
    },
    remove: async (clientId) => (await store).remove(clientId),
    claim: async (clientId) => (await (await store).claim?.(clientId)) ?? true,
    onLeft: (take) => {
      let stop = () => {};
      store.then(
        (opened) => {
          stop = opened.onLeft?.(take) ?? stop;
        },
        () => undefined,
      );
      return () => stop();
    },
  };
}

export function createLazyHistoryStore(): HistoryStore {
  const store = import("./history-store.ts").then(({ createHistoryStore }) => createHistoryStore());
  store.catch(() => undefined);
  return {
    welcome: async () => (await store).welcome(),
    putWelcome: async (welcome) => (await store).putWelcome(welcome),
    page: async (room) => (await store).page(room),
    putPage: async (room, page) => (await store).putPage(room, page),
    removePage: async (room) => (await store).removePage(room),
    clear: async () => (await store).clear(),
  };
}
