import {
  type Page,
  Refusal,
  type ResultOf,
  type RoomEvent,
  type RoomId,
  type Seq,
  type Unavailable,
} from "@hearth/protocol";
import type { Wire } from "./wire.ts";

type Resumed = ResultOf<"log.resume">;

/** How long to wait before asking again for what is missing, when asking failed. */
const againMs = 2_000;

/** Something that follows a room's log, each event once and in order. */
export interface LogReader {
  /** Everything up to here is inside. */
  readonly cursor: Seq;
  /** Takes the event behind its cursor. */
  apply(event: RoomEvent): void;
  /** Takes an event at or before its cursor that may be newer than a page it just read. */
  refold(event: RoomEvent): void;
  /** Too much is missing to bring it event by event: `page` is the newest one. */
  startOver(page: Page): void;
}

/**
 * The live log of one room: hands events to its readers, drops what they have, and when one of them is missing
 * something (a gap, a lost connection) asks the host for it.
 */
export class RoomLog {
  readonly #room: RoomId;
  readonly #wire: Wire;
  readonly #onSettled: (seq: Seq) => void;
  readonly #readers = new Set<LogReader>();
  /** The highest place known to exist. */
  #seenSeq: Seq = 0;
  /** Events that came, live or by asking, while somebody was reading from the host: in order, each once. */
  #recent: readonly RoomEvent[] = [];
  #holds = 0;
  #isRepairing = false;
  #cancelAgain: () => void = () => {};

  /** `onSettled`: called when all readers have everything up to a place. */
  constructor(room: RoomId, wire: Wire, onSettled: (seq: Seq) => void) {
    this.#room = room;
    this.#wire = wire;
    this.#onSettled = onSettled;
  }

  /** Up to here every reader has everything. */
  get settledSeq(): Seq {
    return Math.min(this.#seenSeq, ...[...this.#readers].map(({ cursor }) => cursor));
  }

  get seenSeq(): Seq {
    return this.#seenSeq;
  }

  receive(event: RoomEvent): void {
    this.#seenSeq = Math.max(this.#seenSeq, event.seq);
    if (this.#holds > 0) this.#keep([event]);
    this.#deliver(event);
    this.#repairIfBehind();
  }

  /** A new connection says where the log ends now. */
  reopen(lastSeq: Seq): void {
    this.#seenSeq = lastSeq;
    this.#repairIfBehind();
  }

  /** Somebody knows of a place (an acknowledged message) that should come by itself; if not, it is asked for. */
  expect(seq: Seq): void {
    if (this.settledSeq >= seq) return this.#onSettled(this.settledSeq);
    this.#wire.clock.setTimer(() => {
      this.#seenSeq = Math.max(this.#seenSeq, seq);
      this.#repairIfBehind();
    }, againMs);
  }

  attach(reader: LogReader): void {
    this.#readers.add(reader);
    this.catchUp(reader);
    this.#repairIfBehind();
  }

  detach(reader: LogReader): void {
    this.#readers.delete(reader);
  }

  /** Call before asking the host for a page, and what it returns when the page and `catchUp` are done. */
  hold(): () => void {
    this.#holds += 1;
    return () => {
      this.#holds -= 1;
      if (this.#holds === 0) this.#recent = [];
    };
  }

  /** Gives a reader that just took a page the events that passed meanwhile. */
  catchUp(reader: LogReader): void {
    for (const event of this.#recent) {
      if (event.seq <= reader.cursor) reader.refold(event);
      else if (event.seq === reader.cursor + 1) reader.apply(event);
    }
  }

  close(): void {
    this.#cancelAgain();
    this.#readers.clear();
  }

  #behind(): LogReader[] {
    return [...this.#readers].filter(({ cursor }) => cursor < this.#seenSeq);
  }

  #repairIfBehind(): void {
    const behind = this.#behind();
    if (behind.length === 0) return this.#onSettled(this.settledSeq);
    if (!this.#isRepairing && this.#wire.isLive())
      this.#repair(Math.min(...behind.map(({ cursor }) => cursor)));
  }

  #repair(since: Seq): void {
    this.#cancelAgain();
    this.#isRepairing = true;
    const release = this.hold();
    const end = () => {
      release();
      this.#isRepairing = false;
    };
    const done = (result: Resumed) => {
      this.#fill(result);
      end();
      if (this.settledSeq > since) this.#repairIfBehind();
      else this.#repairLater(againMs);
    };
    const failed = (error: Refusal | Unavailable) => {
      end();
      if (!(error instanceof Refusal)) this.#repairLater(againMs);
      // Any other refusal: we are not in the room any more, and the feed says so.
      else if (error.retryAfterMs !== undefined) this.#repairLater(error.retryAfterMs);
    };
    this.#wire.request({ type: "log.resume", room: this.#room, since }, { done, failed });
  }

  #fill(result: Resumed): void {
    if (result.startOver) {
      for (const reader of this.#behind()) reader.startOver(result.page);
    } else {
      // A page that somebody waits for may be older than these, and takes the place of what they changed.
      this.#keep(result.events);
      for (const event of result.events) this.#deliver(event);
    }
    for (const reader of this.#readers) this.catchUp(reader);
  }

  #keep(events: readonly RoomEvent[]): void {
    const last = this.#recent.at(-1)?.seq ?? 0;
    if (events.every(({ seq }, index) => seq > (events[index - 1]?.seq ?? last))) {
      this.#recent = [...this.#recent, ...events];
      return;
    }
    const bySeq = new Map([...this.#recent, ...events].map((event) => [event.seq, event]));
    this.#recent = [...bySeq.values()].sort((one, other) => one.seq - other.seq);
  }

  #deliver(event: RoomEvent): void {
    for (const reader of this.#readers) {
      if (event.seq === reader.cursor + 1) reader.apply(event);
    }
  }

  #repairLater(delayMs: number): void {
    this.#cancelAgain = this.#wire.clock.setTimer(() => this.#repairIfBehind(), delayMs);
  }
}
