/** Bytes waiting for a client that reads slowly; past it the client is closed. */
const maxBacklogBytes = 2 * 1024 * 1024;
const utf8 = new TextEncoder();

/** Text that several connections get within one turn of the loop: encoded once. */
export class Chunk {
  /** What a connection holds that gets nothing else: one list for all of them. */
  readonly alone: Item[] = [this];
  #text = "";
  #bytes: Uint8Array | null = null;
  /** No longer appended to: some connection has something of its own behind it. */
  isClosed = false;

  append(text: string): void {
    this.#text += text;
  }

  get text(): string {
    return this.#text;
  }

  get bytes(): Uint8Array {
    this.#bytes ??= utf8.encode(this.#text);
    return this.#bytes;
  }
}

/** Of one connection alone, or shared. */
type Item = string | Chunk;
/** Lists that several outboxes hold are empty or end in a chunk: one that ends in a string is an outbox's own. */
const noItems: Item[] = [];

/** Where an outbox's bytes go, not to be kept. `write` says how many were taken; `-1` when the connection is gone. */
export interface Pipe {
  write(bytes: Uint8Array): number;
  /** The client reads too slowly, or is gone. */
  fail(): void;
}

/** What one connection is to be sent, in order; shared chunks stand in it by reference. */
export class Outbox {
  readonly #pipe: Pipe;
  readonly #flusher: Flusher;
  #items: Item[] = noItems;
  #backlog: Uint8Array[] | null = null;
  #backlogBytes = 0;

  constructor(pipe: Pipe, flusher: Flusher) {
    this.#pipe = pipe;
    this.#flusher = flusher;
  }

  push(text: string): void {
    const items = this.#items;
    const last = items.at(-1);
    if (typeof last === "string") items[items.length - 1] = last + text;
    else this.#add(last, text);
  }

  share(chunk: Chunk): void {
    if (this.#items.length > 0) return this.#add(this.#items.at(-1), chunk);
    this.#items = chunk.alone;
    this.#flusher.mark(this);
  }

  #add(last: Item | undefined, item: Item): void {
    // What is shared must not grow behind what comes here.
    if (last instanceof Chunk) last.isClosed = true;
    else if (last === undefined) this.#flusher.mark(this);
    this.#items = [...this.#items, item];
  }

  /** Takes this connection out of a chunk's audience, keeping what it has had so far. */
  detach(chunk: Chunk): void {
    if (this.#items.includes(chunk))
      this.#items = this.#items.map((item) => (item === chunk ? chunk.text : item));
  }

  /** Forgets what was not sent: the connection is gone. */
  drop(): void {
    this.#items = noItems;
    this.#backlog = null;
    this.#backlogBytes = 0;
  }

  /** Hands everything to the connection. Called once per turn. */
  flush(): void {
    const items = this.#items;
    if (items.length === 0) return;
    this.#items = noItems;
    this.#send(joinItems(items));
  }

  /** Is anything still to be taken by the connection? */
  get isWaiting(): boolean {
    return this.#backlogBytes > 0;
  }

  /** The connection takes bytes again. */
  drain(): void {
    const waiting = this.#backlog ?? [];
    this.#backlog = null;
    this.#backlogBytes = 0;
    for (const bytes of waiting) this.#send(bytes);
  }

  #send(bytes: Uint8Array): void {
    const taken = this.#backlogBytes > 0 ? 0 : this.#pipe.write(bytes);
    if (taken === -1 || taken === bytes.length) return;
    const rest = bytes.buffer === scratch.buffer ? bytes.slice(taken) : bytes.subarray(taken);
    this.#backlog ??= [];
    this.#backlog.push(rest);
    this.#backlogBytes += rest.length;
    if (this.#backlogBytes <= maxBacklogBytes) return;
    this.#backlog = null;
    this.#pipe.fail();
  }
}

function joinItems(items: readonly Item[]): Uint8Array {
  const [only] = items;
  if (items.length === 1 && only instanceof Chunk) return only.bytes;
  return encode(items.map((item) => (typeof item === "string" ? item : item.text)).join(""));
}

/** Holds one connection's own text while it is being written, so that nothing is left of it afterwards. */
const scratch = new Uint8Array(64 * 1024);

function encode(text: string): Uint8Array {
  if (text.length > scratch.length) return utf8.encode(text);
  const { read, written } = utf8.encodeInto(text, scratch);
  return read === text.length ? scratch.subarray(0, written) : utf8.encode(text);
}

/** Writing to this many connections costs more than the wait below. */
const manyOutboxes = 64;
const mostWaitMs = 6;

/** Says whether more is about to be told, and when it has been. */
export interface Coming {
  readonly isComing: () => boolean;
  readonly onDone: (run: () => void) => void;
}

/**
 * Flushes every outbox that got something, once per turn of the loop. Where there are many and messages are on
 * their way to the log, it waits for these a moment: one write for all of them is what makes a busy room cheap.
 */
export class Flusher {
  readonly #coming: Coming;
  #dirty: Outbox[] = [];
  #onTurnEnd = new Set<() => void>();
  #isWaiting = false;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(coming: Coming = { isComing: () => false, onDone: () => undefined }) {
    this.#coming = coming;
    coming.onDone(() => this.#endHold());
  }

  /** This outbox got something, and had nothing. */
  mark(outbox: Outbox): void {
    this.#dirty.push(outbox);
    this.#wait();
  }

  /** Calls `run` when this turn's bytes are about to go. */
  atTurnEnd(run: () => void): void {
    this.#onTurnEnd.add(run);
    this.#wait();
  }

  /** Flushes now. */
  flush(): void {
    this.#isWaiting = false;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const ends = this.#onTurnEnd;
    this.#onTurnEnd = new Set();
    for (const end of ends) end();
    const dirty = this.#dirty;
    this.#dirty = [];
    for (const outbox of dirty) outbox.flush();
  }

  #wait(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    setImmediate(() => this.#endTurn());
  }

  #endTurn(): void {
    if (!this.#isWaiting) return;
    if (this.#dirty.length < manyOutboxes || !this.#coming.isComing()) return this.flush();
    this.#timer ??= setTimeout(() => this.flush(), mostWaitMs);
  }

  /** What was waited for is there: it goes with the end of this turn. */
  #endHold(): void {
    if (this.#timer) setImmediate(() => this.#timer && this.flush());
  }
}
