import { Chunk, type Flusher, type Outbox } from "./outbox.ts";

/** A connection as an audience sees it. */
export interface Listener {
  readonly outbox: Outbox;
  /** What it can read, as a set of bits: listeners with the same bits get the same bytes. */
  readonly caps: number;
}

/** The listeners of one room, by what they can read: each line is formatted once for each of those sets. */
export class Audience<L extends Listener> {
  readonly #flusher: Flusher;
  readonly #groups = new Map<number, Group<L>>();

  constructor(flusher: Flusher) {
    this.#flusher = flusher;
  }

  add(listener: L): void {
    const group = this.#groups.get(listener.caps) ?? new Group<L>(this.#flusher);
    this.#groups.set(listener.caps, group);
    group.add(listener);
  }

  /** `caps`: those it was added with. */
  remove(listener: L, caps: number = listener.caps): void {
    const group = this.#groups.get(caps);
    group?.remove(listener);
    if (group?.size === 0) this.#groups.delete(caps);
  }

  has(listener: L): boolean {
    return this.#groups.get(listener.caps)?.has(listener) ?? false;
  }

  get size(): number {
    let size = 0;
    for (const group of this.#groups.values()) size += group.size;
    return size;
  }

  *listeners(): Iterable<L> {
    for (const group of this.#groups.values()) yield* group.listeners();
  }

  /** Sends to everyone but `except`; `format` gives the lines for one set of bits, or `""`. */
  send(format: (caps: number) => string, except?: L | null): void {
    for (const [caps, group] of this.#groups) {
      const text = format(caps);
      if (text !== "") group.send(text, except ?? null);
    }
  }
}

class Group<L extends Listener> {
  readonly #flusher: Flusher;
  readonly #members = new Set<L>();
  /** What everyone in it gets in this turn. */
  #chunk: Chunk | null = null;
  /** Those who were left out of a line of the chunk, or came after it: they get theirs one by one until the turn ends. */
  readonly #apart = new Set<L>();

  constructor(flusher: Flusher) {
    this.#flusher = flusher;
  }

  get size(): number {
    return this.#members.size;
  }

  listeners(): Iterable<L> {
    return this.#members;
  }

  has(member: L): boolean {
    return this.#members.has(member);
  }

  add(member: L): void {
    if (this.#chunk && !this.#members.has(member)) this.#apart.add(member);
    this.#members.add(member);
  }

  remove(member: L): void {
    if (this.#chunk) member.outbox.detach(this.#chunk);
    this.#members.delete(member);
    this.#apart.delete(member);
  }

  send(text: string, except: L | null): void {
    const chunk = this.#open();
    if (except && this.#members.has(except) && !this.#apart.has(except)) {
      except.outbox.detach(chunk);
      this.#apart.add(except);
    }
    chunk.append(text);
    for (const member of this.#apart) if (member !== except) member.outbox.push(text);
  }

  #open(): Chunk {
    if (this.#chunk && !this.#chunk.isClosed) return this.#chunk;
    if (this.#chunk === null) this.#flusher.atTurnEnd(() => this.#close());
    const chunk = new Chunk();
    this.#chunk = chunk;
    for (const member of this.#members) if (!this.#apart.has(member)) member.outbox.share(chunk);
    return chunk;
  }

  #close(): void {
    if (this.#chunk) this.#chunk.isClosed = true;
    this.#chunk = null;
    this.#apart.clear();
  }
}
