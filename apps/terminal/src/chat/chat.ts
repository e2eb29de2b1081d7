import type { Client, RoomHandle, Row, Timeline, Typing } from "@hearth/client";
import type { Author, Message, RoomId, Seq } from "@hearth/protocol";
import { batch, computed, effect, type ReadonlySignal, signal } from "@preact/signals-core";
import { CommandError } from "../command/exit-codes.ts";
import type { NameSource } from "../print/entry.ts";
import type { Profile } from "../profiles/profile.ts";
import { describeRefusal } from "../words/refusals.ts";
import { type Completed, type Completions, complete } from "./completion.ts";
import { type Draft, draftOf, emptyDraft, textOfDraft } from "./composer.ts";
import { layoutRows } from "./layout-rows.ts";
import { atEnd, type Block, type Scroll, scrollBy, scrollTo, viewOf } from "./scroll.ts";

/** What the next Enter does with the draft. */
export type Purpose =
  | { readonly kind: "new" }
  | { readonly kind: "reply"; readonly seq: Seq; readonly name: string }
  | { readonly kind: "edit"; readonly seq: Seq };

/** What the keys are for. */
export type Mode =
  | { readonly kind: "write" }
  | { readonly kind: "select"; readonly key: string }
  | { readonly kind: "jump"; readonly query: string; readonly at: number }
  | { readonly kind: "found"; readonly hits: readonly Message[]; readonly at: number }
  | { readonly kind: "help" };

/** Where one is: a room, or a thread in it. */
export interface Place {
  readonly room: RoomId;
  readonly thread: Seq | null;
}

/** What stands in the line above the composer for a while. */
export interface Hint {
  readonly text: string;
  readonly isTrouble: boolean;
}

/** What files need beside the connection. */
export interface FilePlace {
  readonly profile: Profile;
  /** Where they are saved. */
  readonly folder: string;
}

/** Someone in the open room. */
export interface Present {
  readonly name: string;
  readonly isHere: boolean;
}

/** The list beside the messages, as the screen shows it. */
export interface Aside {
  readonly columns: number;
  /** The room in each row, where there is one. */
  readonly rooms: readonly (RoomId | null)[];
}

export interface Size {
  readonly columns: number;
  readonly height: number;
}

const nobodyTypes: Typing = { users: [], more: 0 };
const writing: Mode = { kind: "write" };
const newMessage: Purpose = { kind: "new" };

/** What one person does at one terminal: where they are, what they write, what they look at. No screen. */
export class Chat {
  readonly client: Client;
  readonly files: FilePlace | null;
  readonly place = signal<Place | null>(null);
  readonly timeline = signal<Timeline | null>(null);
  readonly draft = signal<Draft>(emptyDraft);
  readonly purpose = signal<Purpose>(newMessage);
  readonly mode = signal<Mode>(writing);
  readonly scroll = signal<Scroll>(atEnd);
  readonly hint = signal<Hint | null>(null);
  /** Of the timeline, as the screen lays it out. */
  readonly size = signal<Size>({ columns: 60, height: 16 });
  readonly aside = signal<Aside>({ columns: 0, rooms: [] });
  readonly handle: ReadonlySignal<RoomHandle | undefined>;
  readonly blocks: ReadonlySignal<readonly Block[]>;
  /** Those who are here first, then by name. */
  readonly present: ReadonlySignal<readonly Present[]>;
  readonly typing: ReadonlySignal<Typing>;
  /** What Tab put in last. */
  #completed: Completed | null = null;
  readonly #drafts = new Map<string, Draft>();
  readonly #stop: () => void;

  constructor(client: Client, files: FilePlace | null = null) {
    this.client = client;
    this.files = files;
    this.handle = computed(() => {
      const place = this.place.value;
      return place ? client.room(place.room) : undefined;
    });
    this.blocks = computed(() => this.#layout());
    this.typing = computed(() => this.handle.value?.typing.value ?? nobodyTypes);
    this.present = computed(() => this.#listPresent());
    const stops = [effect(() => this.#keepPlace()), effect(() => this.#keepRead())];
    this.#stop = () => {
      for (const stop of stops) stop();
    };
  }

  /** Says who wrote something; who is not known yet is looked up, and the screen is drawn again then. */
  readonly names: NameSource = {
    of: (author: Author) =>
      "guest" in author ? author.name : (this.client.people.card(author.user).value?.name ?? "Someone"),
  };

  close(): void {
    this.#stop();
    this.timeline.peek()?.close();
    this.client.close();
  }

  /** Goes to a room, or to a thread in it. What was being written stays behind for later. */
  open(room: RoomId, thread: Seq | null = null): void {
    const before = this.place.peek();
    const handle = this.client.room(room);
    if (!handle || (before?.room === room && before.thread === thread)) return;
    if (before) this.#drafts.set(keyOf(before), this.draft.peek());
    const place = { room, thread };
    batch(() => {
      this.timeline.peek()?.close();
      this.place.value = place;
      this.timeline.value = thread === null ? handle.timeline() : handle.thread(thread);
      this.draft.value = this.#drafts.get(keyOf(place)) ?? emptyDraft;
      this.purpose.value = newMessage;
      this.mode.value = writing;
      this.scroll.value = atEnd;
      this.hint.value = null;
    });
    this.client.watch([room]);
  }

  /** The next or the one before in the list, round its ends. */
  openNeighbour(by: 1 | -1): void {
    const rooms = this.client.rooms.peek();
    const at = rooms.findIndex(({ id }) => id === this.place.peek()?.room);
    const next = rooms[(at + by + rooms.length) % rooms.length];
    if (next) this.open(next.id);
  }

  openNextUnread(): void {
    const rooms = this.client.rooms.peek();
    const at = rooms.findIndex(({ id }) => id === this.place.peek()?.room);
    const order = [...rooms.slice(at + 1), ...rooms.slice(0, Math.max(0, at))];
    const next = order.find(({ isNew }) => isNew);
    if (next) this.open(next.id);
    else this.tell("Nothing is unread.");
  }

  write(draft: Draft): void {
    this.draft.value = draft;
    const place = this.place.peek();
    if (place && draft.letters.length > 0 && draft.letters[0] !== "/") this.client.typing(place.room);
  }

  /** Completes the word before the cursor; again at once: the next choice. */
  complete(sources: Completions): void {
    this.#completed = complete(this.draft.peek(), this.#completed, sources);
    if (this.#completed) this.write(this.#completed.draft);
  }

  /** Names of people nearby: who writes here last, then who is here, then everyone in direct chats. */
  listNames(): readonly string[] {
    const me = this.client.me.peek()?.id;
    const authors = this.#messageRows()
      .toReversed()
      .map(({ message }) => message.author)
      .filter((author) => !("user" in author) || author.user !== me)
      .map((author) => this.names.of(author));
    const present = this.present.peek().map(({ name }) => name);
    const direct = this.client.rooms.peek().flatMap(({ people }) => people.map(({ name }) => name));
    const mine = this.client.me.peek()?.name;
    return [...new Set([...authors, ...present, ...direct])].filter((name) => name !== mine);
  }

  /** Sends what is written, as what it was written for. */
  send(action?: true): void {
    const place = this.place.peek();
    const text = textOfDraft(this.draft.peek());
    if (!place || text.trim() === "") return;
    const purpose = this.purpose.peek();
    const body = { kind: "text", text, ...(action && { action }) } as const;
    batch(() => {
      this.draft.value = emptyDraft;
      this.purpose.value = newMessage;
      this.scroll.value = atEnd;
      this.hint.value = null;
    });
    if (purpose.kind === "edit") {
      const { room } = place;
      return void this.try(() => this.client.ask({ type: "message.edit", room, seq: purpose.seq, body }));
    }
    this.client.send(place.room, body, {
      ...(purpose.kind === "reply" && { replyTo: purpose.seq }),
      ...(place.thread !== null && { threadRoot: place.thread }),
    });
    void this.timeline.peek()?.jumpToEnd();
  }

  /** Back to plain writing: out of a list, out of a reply, out of a thread, one after the other. */
  stepBack(): void {
    const place = this.place.peek();
    if (this.mode.peek().kind !== "write") this.mode.value = writing;
    else if (this.purpose.peek().kind !== "new") {
      if (this.purpose.peek().kind === "edit") this.draft.value = emptyDraft;
      this.purpose.value = newMessage;
    } else if (place?.thread) this.open(place.room);
    this.hint.value = null;
  }

  async scrollLines(by: number): Promise<void> {
    const { height } = this.size.peek();
    const timeline = this.timeline.peek();
    if (!timeline) return;
    const above = (): number => viewOf(this.blocks.peek(), this.scroll.peek(), height).above;
    // What is older comes before it is needed; only at the very top one waits for it.
    if (above() + by < 0) await timeline.loadBefore();
    this.scroll.value = scrollBy(this.blocks.peek(), this.scroll.peek(), height, by);
    this.#keepNear(timeline);
    if (by < 0 && above() < 2 * height) await timeline.loadBefore();
    else if (this.scroll.peek().kind === "end" && timeline.hasAfter.peek()) await timeline.loadAfter();
  }

  async scrollToEnd(): Promise<void> {
    this.scroll.value = atEnd;
    await this.timeline.peek()?.jumpToEnd();
  }

  /** Shows a message wherever it is. */
  async goTo(room: RoomId, seq: Seq): Promise<void> {
    this.open(room);
    const timeline = this.timeline.peek();
    if (!timeline || !(await timeline.loadAround(seq)))
      return this.tell("That message is not there any more.");
    const row = timeline.rows.peek().find((one) => one.kind === "message" && one.seq === seq);
    if (row) this.select(row.key);
  }

  select(key: string): void {
    batch(() => {
      this.mode.value = { kind: "select", key };
      this.scroll.value = scrollTo(this.blocks.peek(), this.scroll.peek(), this.size.peek().height, key);
    });
  }

  /** The message above or below the chosen one; below the last one is the composer. */
  async selectNeighbour(by: 1 | -1): Promise<void> {
    const messages = this.#messageRows();
    const mode = this.mode.peek();
    const at = mode.kind === "select" ? messages.findIndex(({ key }) => key === mode.key) : messages.length;
    if (at + by < 0) await this.timeline.peek()?.loadBefore();
    const fresh = this.#messageRows();
    const next = fresh[at + by + (fresh.length - messages.length)];
    if (next) this.select(next.key);
    else if (by > 0) this.mode.value = writing;
  }

  get selected(): Message | undefined {
    const mode = this.mode.peek();
    if (mode.kind !== "select") return undefined;
    const row = this.#messageRows().find(({ key }) => key === mode.key);
    return row?.message;
  }

  isMessage(key: string): boolean {
    return this.#messageRows().some((row) => row.key === key);
  }

  startReply({ seq, author }: Message): void {
    batch(() => {
      this.mode.value = writing;
      this.purpose.value = { kind: "reply", seq, name: this.names.of(author) };
    });
  }

  startEdit({ seq, body }: Message): void {
    batch(() => {
      this.mode.value = writing;
      this.purpose.value = { kind: "edit", seq };
      this.draft.value = draftOf(body?.kind === "text" ? body.text : "");
    });
  }

  tell(text: string): void {
    this.hint.value = { text, isTrouble: false };
  }

  /** Does what can be refused, and says so in the line above the composer. */
  async try(run: () => Promise<unknown>): Promise<void> {
    try {
      await run();
    } catch (error) {
      this.hint.value = { text: describeTrouble(error), isTrouble: true };
    }
  }

  #messageRows() {
    return (this.timeline.peek()?.rows.peek() ?? []).filter(isMessageRow);
  }

  #layout(): readonly Block[] {
    const timeline = this.timeline.value;
    const me = this.client.me.value;
    const mode = this.mode.value;
    if (!timeline) return [];
    return layoutRows(timeline.rows.value, {
      columns: this.size.value.columns,
      me: me?.id,
      myName: me?.name,
      names: this.names,
      newLineSeq: timeline.newLineSeq.value,
      selected: mode.kind === "select" ? mode.key : null,
      isThread: this.place.value?.thread !== null,
    });
  }

  #listPresent(): readonly Present[] {
    return [...(this.handle.value?.presence.value ?? [])]
      .map(([user, state]) => ({ name: this.names.of({ user }), isHere: state === "here" }))
      .sort((a, b) => Number(b.isHere) - Number(a.isHere) || a.name.localeCompare(b.name));
  }

  /** At the start, and when the room was left or deleted: goes where something is. */
  #keepPlace(): void {
    const rooms = this.client.rooms.value;
    if (this.client.status.value.phase !== "live") return;
    const place = this.place.value;
    if (place && rooms.some(({ id }) => id === place.room)) return;
    const next = rooms.find(({ isNew }) => isNew) ?? rooms[0];
    queueMicrotask(() => next && this.open(next.id));
  }

  /** What stands at the end of the screen was seen. */
  #keepRead(): void {
    const timeline = this.timeline.value;
    const place = this.place.value;
    if (!timeline || !place || place.thread !== null) return;
    if (this.scroll.value.kind !== "end" || timeline.hasAfter.value) return;
    const last = timeline.rows.value.findLast((row) => row.kind !== "pending");
    if (last && "seq" in last && timeline.phase.value === "live") this.client.markRead(place.room, last.seq);
  }

  #keepNear(timeline: Timeline): void {
    const scroll = this.scroll.peek();
    const row = scroll.kind === "at" && timeline.rows.peek().find(({ key }) => key === scroll.key);
    timeline.keepNear(row && "seq" in row ? row.seq : null);
  }
}

function keyOf({ room, thread }: Place): string {
  return `${room} ${thread ?? ""}`;
}

function isMessageRow(row: Row): row is Extract<Row, { readonly kind: "message" }> {
  return row.kind === "message";
}

function describeTrouble(error: unknown): string {
  if (error instanceof CommandError) return error.message;
  if (error instanceof Error && "reason" in error) {
    return describeRefusal(error as unknown as Parameters<typeof describeRefusal>[0]);
  }
  throw error;
}
