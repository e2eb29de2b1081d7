import {
  isNotice,
  type Message,
  type Notice,
  type Page,
  type RoomEvent,
  type Seq,
  type UserId,
} from "@hearth/protocol";
import { createMessage, foldEvent, isShownInRoom, targetsOf } from "./fold.ts";

/** A window that grew past `most` entries is cut to `kept`: far ones go, a scroll at the edge brings them back. */
const entries = { most: 600, kept: 500 } as const;

/** One place of the window. `asOf`: every event of the log up to there is folded into the message. */
export type Entry =
  | { readonly kind: "message"; readonly seq: Seq; readonly asOf: Seq; readonly message: Message }
  | { readonly kind: "notice"; readonly seq: Seq; readonly notice: Notice };

/**
 * A stretch of a room's log, or of one thread in it, without holes: pages put it together, events carry it on.
 * Pages may be newer or older than the events that came meanwhile; `asOf` keeps each event from counting twice.
 */
export class LogWindow {
  readonly #threadRoot: Seq | null;
  readonly #me: () => UserId | undefined;
  #entries: readonly Entry[] = [];
  #cursor: Seq = 0;
  /** While nothing is after the window: it is whole up to here. */
  #tailSeq: Seq = 0;
  #hasBefore = false;
  #hasAfter = false;

  constructor(threadRoot: Seq | null, me: () => UserId | undefined) {
    this.#threadRoot = threadRoot;
    this.#me = me;
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** Every event up to here was applied. */
  get cursor(): Seq {
    return this.#cursor;
  }

  get hasBefore(): boolean {
    return this.#hasBefore;
  }

  get hasAfter(): boolean {
    return this.#hasAfter;
  }

  /** First and last message, between which the window has no hole; null without any. */
  get edges(): { readonly first: Seq; readonly last: Seq } | null {
    const seqs = this.#entries.filter(({ kind, seq }) => kind === "message" && seq !== this.#threadRoot);
    const [first, last] = [seqs[0], seqs.at(-1)];
    return first && last ? { first: first.seq, last: last.seq } : null;
  }

  has(seq: Seq): boolean {
    return this.#entries[this.#indexOf(seq)]?.seq === seq;
  }

  replace(page: Page): void {
    this.#entries = entriesOf(page);
    this.#cursor = Math.max(this.#cursor, page.uptoSeq);
    this.#tailSeq = page.uptoSeq;
    this.#hasBefore = page.hasBefore;
    this.#hasAfter = page.hasAfter;
  }

  /** Puts a thread's root, asked for by itself, in its place. */
  addRoot(page: Page): void {
    const root = entriesOf(page).find(({ seq }) => seq === this.#threadRoot);
    if (root && !this.has(root.seq)) this.#entries = [root, ...this.#entries];
  }

  prepend(page: Page): void {
    const older = entriesOf(page).filter(({ seq }) => !this.has(seq));
    this.#entries = [...older, ...this.#entries].sort(bySeq);
    this.#hasBefore = page.hasBefore;
  }

  append(page: Page): void {
    const newer = entriesOf(page).filter(({ seq }) => !this.has(seq));
    this.#entries = [...this.#entries, ...newer].sort(bySeq);
    this.#hasAfter = page.hasAfter;
    this.#tailSeq = page.uptoSeq;
  }

  /** Applies an event. One whose effect is inside already changes nothing. */
  apply(event: RoomEvent): void {
    this.#cursor = Math.max(this.#cursor, event.seq);
    for (const target of targetsOf(event)) this.#fold(target, event);
    if (this.#hasAfter || event.seq <= this.#tailSeq) return;
    this.#tailSeq = event.seq;
    const entry = this.#entryOf(event);
    if (entry) this.#entries = [...this.#entries, entry];
  }

  /** The newest entries as a page, without cards; null while there is more after them, or they run ahead of the log. */
  readNewest(most: number): Page | null {
    const newest = this.#entries.slice(-most);
    const isWhole = newest.every((entry) => entry.kind === "notice" || entry.asOf <= this.#cursor);
    if (this.#hasAfter || !isWhole) return null;
    return {
      messages: newest.flatMap((entry) => (entry.kind === "message" ? [entry.message] : [])),
      notices: newest.flatMap((entry) => (entry.kind === "notice" ? [entry.notice] : [])),
      uptoSeq: this.#cursor,
      hasBefore: this.#hasBefore || newest.length < this.#entries.length,
      hasAfter: false,
      users: [],
    };
  }

  /** Cuts a window that grew too long, around `near` or, without it, at its beginning. */
  trim(near: Seq | null): void {
    if (this.#entries.length <= entries.most) return;
    const surplus = this.#entries.length - entries.kept;
    const middle = near === null ? this.#entries.length : this.#indexOf(near);
    const from = Math.max(0, Math.min(surplus, middle - entries.kept / 2));
    const kept = this.#entries.slice(from, from + entries.kept);
    if (from > 0) this.#hasBefore = true;
    if (from < surplus) this.#hasAfter = true;
    const root = this.#entries.find(({ seq }) => seq === this.#threadRoot);
    this.#entries = root && from > 0 ? [root, ...kept] : kept;
  }

  #entryOf(event: RoomEvent): Entry | null {
    if (event.type === "message.sent") {
      const isMine = this.#threadRoot === null ? isShownInRoom(event) : event.threadRoot === this.#threadRoot;
      return isMine
        ? { kind: "message", seq: event.seq, asOf: event.seq, message: createMessage(event) }
        : null;
    }
    if (this.#threadRoot !== null || !isNotice(event)) return null;
    return { kind: "notice", seq: event.seq, notice: event };
  }

  #fold(target: Seq, event: RoomEvent): void {
    const index = this.#indexOf(target);
    const entry = this.#entries[index];
    if (entry?.kind !== "message" || entry.seq !== target || entry.asOf >= event.seq) return;
    const folded = { ...entry, asOf: event.seq, message: foldEvent(entry.message, event, this.#me()) };
    this.#entries = this.#entries.map((one) => (one === entry ? folded : one));
  }

  /** Index of the first entry at or after `seq`. */
  #indexOf(seq: Seq): number {
    let [low, high] = [0, this.#entries.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle]?.seq ?? 0) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function entriesOf(page: Page): Entry[] {
  const messages = page.messages.map(
    (message): Entry => ({ kind: "message", seq: message.seq, asOf: page.uptoSeq, message }),
  );
  const notices = page.notices.map((notice): Entry => ({ kind: "notice", seq: notice.seq, notice }));
  return [...messages, ...notices].sort(bySeq);
}

function bySeq(a: Entry, b: Entry): number {
  return a.seq - b.seq;
}
