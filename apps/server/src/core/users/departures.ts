import { Unavailable, type UserId } from "@hearth/protocol";
import type { Core } from "../core.ts";
import { announceCard } from "../finish-change.ts";
import type { UserRow } from "../rows.ts";
import { cardOf } from "./changes.ts";
import type { Erased } from "./leaving.ts";

/** Another process, such as the host's command, may have deleted somebody. */
const lookEveryMs = 2_000;
/** Who deleted themselves gets the answer before their sessions end. */
const farewellMs = 50;
/** Between two steps others write: at most some 500 deletions a second are told to a room. */
const pauseMs = 100;

/** Erases what deleted people left behind, step by step, and goes on after a stop where it was. */
export class Departures {
  readonly #core: Core;
  #stopTimer: () => void = () => undefined;
  #working: Promise<void> = Promise.resolve();
  #isRunning = false;
  #isWorking = false;
  #turns = 0;
  /** Of whom everyone was told. */
  readonly #told = new Set<UserId>();
  #onBug: (error: unknown) => string = String;

  constructor(core: Core) {
    this.#core = core;
  }

  start(onBug: (error: unknown) => string): void {
    this.#onBug = onBug;
    this.#isRunning = true;
    this.#lookSoon();
  }

  /** Stops looking, and waits for the step that is being done. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    this.#stopTimer();
    await this.#working;
  }

  /** Somebody was deleted, by whichever process. */
  noteGone(user: UserId): void {
    this.#core.parts.clock.setTimer(() => {
      this.#endSessions(user);
      this.#lookSoon();
    }, farewellMs);
  }

  #lookSoon(): void {
    if (!this.#isRunning || this.#isWorking) return;
    this.#stopTimer();
    this.#isWorking = true;
    this.#working = this.#look().then((waitMs) => {
      this.#isWorking = false;
      if (this.#isRunning) this.#stopTimer = this.#core.parts.clock.setTimer(() => this.#lookSoon(), waitMs);
    });
  }

  #endSessions(user: UserId): void {
    for (const session of [...this.#core.hub.sessionsOf(user)]) session.end("person_deleted");
    this.#core.presence.drop(user);
  }

  /** Answers how long to wait. */
  async #look(): Promise<number> {
    try {
      const rows = await this.#core.parts.store.leaving();
      for (const row of rows) await this.#tell(row);
      // In turns: nobody waits behind somebody who wrote for years.
      const row = rows[this.#turns++ % rows.length];
      if (!row) return lookEveryMs;
      await this.#step(row.id);
      return pauseMs;
    } catch (error) {
      if (!(error instanceof Unavailable)) this.#onBug(error);
      return lookEveryMs;
    }
  }

  async #tell(row: UserRow): Promise<void> {
    if (this.#told.has(row.id)) return;
    this.#endSessions(row.id);
    await announceCard(this.#core, cardOf(row));
    this.#told.add(row.id);
  }

  async #step(id: UserId): Promise<void> {
    const { clock } = this.#core.parts;
    const deed = { type: "person.erase", user: id } as const;
    const { result } = await this.#core.commit({ actor: { user: id }, atMs: clock.now(), deed });
    const { isDone, uploads } = result as Erased;
    await this.#core.files.drop(uploads);
    if (isDone) this.#told.delete(id);
  }
}
