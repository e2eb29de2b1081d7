import {
  type CommandInputOf,
  type Page,
  Refusal,
  type RoomEvent,
  type RoomId,
  type Seq,
  sizes,
  Unavailable,
  type UserId,
} from "@hearth/protocol";
import { batch, computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Pending, Row, Timeline } from "./contract.ts";
import { isShownInRoom } from "./fold.ts";
import type { LogReader, RoomLog } from "./room-log.ts";
import { RowBuilder } from "./rows.ts";
import { LogWindow } from "./window.ts";
import type { Wire } from "./wire.ts";

const againMs = 2_000;
/** Who reads on is in a hurry: as much as a page can hold. */
const limit = sizes.maxPage;
/** How much of a room is kept for the time without the host. */
const mostKept = 60;

/** What a timeline needs from its room and its client. */
export interface TimelineParts {
  readonly room: RoomId;
  readonly threadRoot: Seq | null;
  readonly log: RoomLog;
  readonly wire: Wire;
  readonly me: () => UserId | undefined;
  readonly outbox: ReadonlySignal<readonly Pending[]>;
  /** The newest page as it was last seen here, for the time without the host. */
  readonly recall: () => Promise<Page | null>;
  /** The newest rows changed; `read` gives them as a page, if they are whole. */
  readonly onNewest: (read: () => Page | null) => void;
  readonly onClosed: (timeline: RoomTimeline) => void;
}

type Place = Pick<CommandInputOf<"history.page">, "before" | "after" | "around" | "threadRoot" | "limit">;

/** A window on a room or a thread that its log keeps up to date, and pages move. */
export class RoomTimeline implements Timeline, LogReader {
  readonly rows: ReadonlySignal<readonly Row[]>;
  readonly phase = signal<"loading" | "live" | "failed">("loading");
  readonly hasBefore = signal(false);
  readonly hasAfter = signal(false);
  readonly newLineSeq = signal<Seq | null>(null);
  readonly #parts: TimelineParts;
  readonly #window: LogWindow;
  readonly #entries = signal<LogWindow["entries"]>([]);
  readonly #rowBuilder = new RowBuilder();
  #nearSeq: Seq | null = null;
  /** Counts the windows: what was asked for an earlier one is not put into a later one. */
  #turn = 0;
  #isExtending = false;

  constructor(parts: TimelineParts) {
    this.#parts = parts;
    this.#window = new LogWindow(parts.threadRoot, parts.me);
    this.rows = computed(() => this.#buildRows());
  }

  get cursor(): Seq {
    return this.#window.cursor;
  }

  /** Begins to follow the log; `newLineSeq` is what the person had read. */
  open(newLineSeq: Seq | null): void {
    this.newLineSeq.value = newLineSeq;
    this.#nearSeq = null;
    const isKept =
      this.phase.peek() === "live" && !this.#window.hasAfter && this.cursor <= this.#parts.log.seenSeq;
    if (isKept) this.#parts.log.attach(this);
    else this.#restart();
  }

  /** There is a connection again: what could not be read before can be now. The log brings what was missed. */
  reopen(): void {
    if (this.phase.peek() !== "live" || this.cursor > this.#parts.log.seenSeq) this.#restart();
  }

  /** Stops following the log; the rows stay as they are. */
  rest(): void {
    this.#turn += 1;
    this.#parts.log.detach(this);
  }

  /** The room is not mine any more. */
  fail(): void {
    this.rest();
    this.phase.value = "failed";
  }

  close(): void {
    this.#parts.onClosed(this);
  }

  apply(event: RoomEvent): void {
    this.#window.apply(event);
    this.#window.trim(this.#nearSeq);
    this.#show();
  }

  #restart(): void {
    this.phase.value = "loading";
    void this.#load(this.#place);
  }

  refold(event: RoomEvent): void {
    this.apply(event);
  }

  /** Whoever reads far from the end keeps their place: the window is read anew around it. */
  startOver(page: Page): void {
    if (this.#parts.threadRoot !== null || this.#nearSeq !== null) return void this.#load(this.#place);
    this.#turn += 1;
    this.#window.replace(page);
    this.#show();
  }

  keepNear(seq: Seq | null): void {
    this.#nearSeq = seq;
  }

  loadBefore(): Promise<boolean> {
    const first = this.#window.edges?.first;
    if (first === undefined || !this.#window.hasBefore) return Promise.resolve(false);
    const put = (page: Page) => this.#window.edges?.first === first && this.#window.prepend(page);
    return this.#extend({ before: first, limit }, first, put);
  }

  loadAfter(): Promise<boolean> {
    const last = this.#window.edges?.last;
    if (last === undefined || !this.#window.hasAfter) return Promise.resolve(false);
    const put = (page: Page) => this.#window.edges?.last === last && this.#window.append(page);
    return this.#extend({ after: last, limit }, last, put);
  }

  loadAround(seq: Seq): Promise<boolean> {
    this.#nearSeq = seq;
    return this.#window.has(seq) ? Promise.resolve(true) : this.#load({ around: seq });
  }

  jumpToEnd(): Promise<boolean> {
    this.#nearSeq = null;
    return this.#window.hasAfter ? this.#load({}) : Promise.resolve(true);
  }

  /** Where a window that is read anew belongs. */
  get #place(): Place {
    return this.#nearSeq === null ? {} : { around: this.#nearSeq };
  }

  /** Reads a new window. A later call wins over an earlier one. */
  async #load(place: Place): Promise<boolean> {
    this.#turn += 1;
    const turn = this.#turn;
    const { log, threadRoot } = this.#parts;
    const release = log.hold();
    try {
      const page = await this.#read({ ...place, ...(threadRoot !== null && { threadRoot }) });
      // A thread's pages hold its replies. The root is read after them, so that it counts them all.
      const rootPage = threadRoot === null ? null : await this.#read({ around: threadRoot, limit: 1 });
      if (turn !== this.#turn) return false;
      this.#window.replace(page);
      if (rootPage) this.#window.addRoot(rootPage);
      this.#goLive();
      return true;
    } catch (error) {
      if (turn === this.#turn) this.#retry(needExpected(error));
      if (error instanceof Unavailable && Object.keys(place).length === 0) void this.#recall(turn);
      return false;
    } finally {
      release();
    }
  }

  /** The host is away: what this device saw last is better than nothing. The log brings what it missed, later. */
  async #recall(turn: number): Promise<void> {
    if (this.#parts.threadRoot !== null || this.phase.peek() !== "loading") return;
    const page = await this.#parts.recall();
    if (!page || turn !== this.#turn || this.#parts.wire.isLive()) return;
    this.#turn += 1;
    this.#window.replace(page);
    this.#goLive();
  }

  /** Reads on at one edge, unless the window was replaced meanwhile, or lost this edge. */
  async #extend(place: Place, near: Seq, put: (page: Page) => unknown): Promise<boolean> {
    if (this.#isExtending) return false;
    this.#isExtending = true;
    const turn = this.#turn;
    const { log, threadRoot } = this.#parts;
    const release = log.hold();
    try {
      const page = await this.#read({ ...place, ...(threadRoot !== null && { threadRoot }) });
      if (turn !== this.#turn || put(page) === false) return false;
      this.#window.trim(near);
      this.#goLive();
      return true;
    } catch (error) {
      needExpected(error);
      return false;
    } finally {
      release();
      this.#isExtending = false;
    }
  }

  #read(place: Place): Promise<Page> {
    const { wire, room } = this.#parts;
    return new Promise((done, failed) =>
      wire.request({ type: "history.page", room, ...place }, { done, failed }),
    );
  }

  #goLive(): void {
    batch(() => {
      this.phase.value = "live";
      this.#parts.log.attach(this);
      this.#show();
    });
  }

  /** The first window must come some time; a later one that did not come leaves the one there is. */
  #retry(error: Refusal | Unavailable): void {
    if (this.phase.peek() !== "loading") return;
    const delayMs = error instanceof Refusal ? error.retryAfterMs : againMs;
    const turn = this.#turn;
    if (delayMs === undefined) this.phase.value = "failed";
    else this.#parts.wire.clock.setTimer(() => turn === this.#turn && void this.#load(this.#place), delayMs);
  }

  #show(): void {
    batch(() => {
      this.#entries.value = this.#window.entries;
      this.hasBefore.value = this.#window.hasBefore;
      this.hasAfter.value = this.#window.hasAfter;
    });
    if (this.#parts.threadRoot === null) this.#parts.onNewest(() => this.#readNewest());
  }

  #readNewest(): Page | null {
    return this.phase.peek() === "live" ? this.#window.readNewest(mostKept) : null;
  }

  #buildRows(): readonly Row[] {
    const { room, threadRoot, outbox, me } = this.#parts;
    const isShown = (pending: Pending) =>
      pending.room === room &&
      (threadRoot === null ? isShownInRoom(pending) : pending.threadRoot === threadRoot);
    const pending = this.hasAfter.value ? [] : outbox.value.filter(isShown);
    return this.#rowBuilder.build(this.#entries.value, pending, me());
  }
}

function needExpected(error: unknown): Refusal | Unavailable {
  if (error instanceof Refusal || error instanceof Unavailable) return error;
  throw error;
}
