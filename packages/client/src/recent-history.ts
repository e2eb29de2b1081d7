import type { Page, RoomId, Welcome } from "@hearth/protocol";
import type { Clock, HistoryStore } from "./ports.ts";

/** A room is written soon after it changed, a busy one this often at most. */
const soonMs = 200;
const spacingMs = 2_000;
/** A network that swallows everything refuses nothing: after this long the last visit is shown. */
const patienceMs = 2_000;

/** Keeps what is on screen for the time without the host, and brings it back then. Nothing here ever throws. */
export class RecentHistory {
  readonly #store: HistoryStore | undefined;
  readonly #clock: Clock;
  readonly #writtenAtMs = new Map<RoomId | "welcome", number>();
  readonly #waiting = new Map<RoomId | "welcome", () => Promise<void>>();

  /** Without a store nothing is kept, and nothing found. */
  constructor(store: HistoryStore | undefined, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Calls `recall` when the host is slow to answer. */
  watchStart(recall: () => void): void {
    if (this.#store) this.#clock.setTimer(recall, patienceMs);
  }

  async welcome(): Promise<Welcome | null> {
    return (await this.#store?.welcome().catch(() => null)) ?? null;
  }

  async page(room: RoomId): Promise<Page | null> {
    return (await this.#store?.page(room).catch(() => null)) ?? null;
  }

  /** `read` is called when it is time to write; null: there is nothing whole to keep. */
  noteWelcome(read: () => Welcome | null): void {
    this.#note("welcome", async (store) => {
      const welcome = read();
      if (welcome) await store.putWelcome(welcome);
    });
  }

  notePage(room: RoomId, read: () => Page | null): void {
    this.#note(room, async (store) => {
      const page = read();
      if (page) await store.putPage(room, page);
    });
  }

  removePage(room: RoomId): void {
    this.#waiting.delete(room);
    void this.#store?.removePage(room).catch(() => undefined);
  }

  clear(): void {
    this.#waiting.clear();
    void this.#store?.clear().catch(() => undefined);
  }

  #note(key: RoomId | "welcome", write: (store: HistoryStore) => Promise<void>): void {
    const store = this.#store;
    if (!store) return;
    const isPlanned = this.#waiting.has(key);
    this.#waiting.set(key, () => write(store));
    const restMs = (this.#writtenAtMs.get(key) ?? 0) + spacingMs - this.#clock.now();
    const delayMs = Math.min(spacingMs, Math.max(soonMs, restMs));
    if (!isPlanned) this.#clock.setTimer(() => this.#write(key), delayMs);
  }

  #write(key: RoomId | "welcome"): void {
    const write = this.#waiting.get(key);
    this.#waiting.delete(key);
    this.#writtenAtMs.set(key, this.#clock.now());
    void write?.().catch(() => undefined);
  }
}
