import type { Client, RoomHandle, RoomState, Timeline } from "@hearth/client";
import type { Message, Role, RoomKind, Seq } from "@hearth/protocol";
import { computed, effect, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import { createQuotes, type Quotes } from "../messages/quotes.ts";
import type { MenuAnchor } from "../ui/Menu.tsx";
import { showToast } from "../ui/toasts.ts";
import { say } from "../words/words.ts";
import { createItemLayout, type Item, type NewLine } from "./items.ts";
import { isPageVisible } from "./page-visible.ts";

/** Where the list should go next; it is cleared when the list is there. */
export type Target =
  | { readonly kind: "end" }
  | { readonly kind: "newLine" }
  | { readonly kind: "message"; readonly seq: Seq }
  /** As little as shows the row. */
  | { readonly kind: "row"; readonly key: string };

/** What the message field is for at the moment. */
export type Composing =
  | { readonly kind: "new" }
  | { readonly kind: "reply"; readonly message: Message }
  | { readonly kind: "edit"; readonly message: Message };

/** The actions of one message, or the choice of an emoji for it, open at a place of the page. */
export type OpenMenu =
  | { readonly kind: "actions"; readonly message: Message; readonly anchor: MenuAnchor }
  | { readonly kind: "emoji"; readonly onPick: (emoji: string) => void; readonly anchor: MenuAnchor };

/** One room on screen: its messages, and where in them the person is. */
export interface OpenRoom {
  readonly client: Client;
  readonly room: RoomHandle;
  readonly kind: RoomKind;
  readonly myRole: ReadonlySignal<Role>;
  /** Null for the room itself; a thread is on screen beside its room. */
  readonly threadRoot: Seq | null;
  readonly timeline: Timeline;
  readonly items: ReadonlySignal<readonly Item[]>;
  /** How many items there are; -1 while the host has more. */
  readonly setSize: ReadonlySignal<number>;
  /** Are the newest messages in view? Told by the list. */
  readonly isAtEnd: Signal<boolean>;
  readonly target: Signal<Target | null>;
  /** The row the person moved the keyboard's place to. */
  readonly focusedKey: Signal<string | null>;
  /** The one row the Tab key stops at: that one, else the newest message. */
  readonly stopKey: ReadonlySignal<string | null>;
  /** The message that was jumped to, for a second. */
  readonly flashedSeq: Signal<Seq | null>;
  readonly composing: Signal<Composing>;
  /** The row whose actions are in sight: the pointer or the keyboard is in it. */
  readonly toolsKey: Signal<string | null>;
  readonly menu: Signal<OpenMenu | null>;
  /** The thread beside this room. */
  readonly openThread: Signal<Seq | null>;
  /** The messages that replies name. */
  readonly quotes: Quotes;
  /** Shows a message, wherever it is, and lets it flash. */
  readonly jumpTo: (seq: Seq) => void;
  readonly goToEnd: () => void;
  /** Takes the new line away. */
  readonly clearNewLine: () => void;
  /** Begins to follow the room; returns what ends it. */
  readonly start: () => () => void;
}

const flashMs = 1_000;

/** Opens a room, or with `thread` one of its threads beside it. */
export function createOpenRoom(
  client: Client,
  room: RoomHandle,
  thread?: { readonly root: Seq; readonly beside: OpenRoom },
): OpenRoom {
  const threadRoot = thread?.root ?? null;
  const timeline = threadRoot === null ? room.timeline() : room.thread(threadRoot);
  const newLine = signal<NewLine | null>(null);
  const isAtEnd = signal(false);
  const target = signal<Target | null>(null);
  const flashedSeq = signal<Seq | null>(null);
  const focusedKey = signal<string | null>(null);
  const jumpedSeq = signal<Seq | null>(null);
  const items = layOutItems(client, room, timeline, newLine, threadRoot);
  const { kind } = room.state.peek();
  const quotes = createQuotes(client, room, timeline, threadRoot);
  return {
    client,
    room,
    kind,
    myRole: computed(() => room.state.value.myRole),
    threadRoot,
    timeline,
    items,
    setSize: computed(() => (timeline.hasBefore.value || timeline.hasAfter.value ? -1 : items.value.length)),
    isAtEnd,
    target,
    flashedSeq,
    focusedKey,
    stopKey: computed(() => chooseStop(items.value, focusedKey.value)),
    composing: signal<Composing>({ kind: "new" }),
    toolsKey: signal<string | null>(null),
    menu: signal<OpenMenu | null>(null),
    openThread: thread?.beside.openThread ?? signal<Seq | null>(null),
    quotes,
    jumpTo: (seq) => {
      jumpedSeq.value = seq;
      void jump(timeline, target, flashedSeq, seq);
    },
    goToEnd: () => void timeline.jumpToEnd().then(() => aim(target, { kind: "end" })),
    clearNewLine: () => {
      newLine.value = null;
    },
    start: () => {
      const reading = threadRoot === null ? readRoom(client, room) : readThread(client, room, threadRoot);
      const stops = [
        openAtNewLine(timeline, newLine, target, jumpedSeq),
        quotes.start(),
        markRead(reading, timeline, newLine, isAtEnd),
        startNewLine(reading, newLine, isAtEnd),
      ];
      if (threadRoot === null) stops.push(listenEscape(newLine));
      return () => {
        for (const stop of stops) stop();
        timeline.close();
      };
    },
  };
}

function aim(target: Signal<Target | null>, next: Target): void {
  target.value = next;
}

function layOutItems(
  client: Client,
  room: RoomHandle,
  timeline: Timeline,
  newLine: Signal<NewLine | null>,
  threadRoot: Seq | null,
) {
  const layOut = createItemLayout();
  const isDirect = room.state.value.kind === "direct";
  return computed(() =>
    layOut(timeline.rows.value, {
      me: client.me.value?.id ?? null,
      isDirect,
      newLine: newLine.value,
      threadRoot,
      hasBefore: timeline.hasBefore.value,
      hasAfter: timeline.hasAfter.value,
      clockOffsetMs: client.serverNow() - Date.now(),
    }),
  );
}

function chooseStop(items: readonly Item[], focused: string | null): string | null {
  if (focused !== null && items.some((item) => item.key === focused)) return focused;
  return items.findLast((item) => item.kind === "message")?.key ?? null;
}

async function jump(
  timeline: Timeline,
  target: Signal<Target | null>,
  flashedSeq: Signal<Seq | null>,
  seq: Seq,
): Promise<void> {
  const isThere =
    (await timeline.loadAround(seq)) &&
    timeline.rows.value.some((row) => row.kind === "message" && row.seq === seq);
  if (!isThere) {
    showToast({ tone: "bad", title: say("message.notFound") });
    return;
  }
  aim(target, { kind: "message", seq });
  flashedSeq.value = seq;
  setTimeout(() => {
    if (flashedSeq.value === seq) flashedSeq.value = null;
  }, flashMs);
}

/** Once the first rows are there: to the first new message, wherever it is, else to the end; not after a jump. */
function openAtNewLine(
  timeline: Timeline,
  newLine: Signal<NewLine | null>,
  target: Signal<Target | null>,
  jumpedSeq: Signal<Seq | null>,
) {
  let isDone = false;
  return effect(() => {
    if (isDone || timeline.phase.value !== "live") return;
    isDone = true;
    const after = timeline.newLineSeq.value;
    if (jumpedSeq.peek() !== null) {
      newLine.value = after === null ? null : { after, until: null };
      return;
    }
    if (after === null) {
      aim(target, { kind: "end" });
      return;
    }
    newLine.value = { after, until: null };
    const first = untracked(() => timeline.rows.value.find((row) => row.kind !== "pending"));
    const isLoaded = !first || first.seq <= after || !timeline.hasBefore.value;
    const ready = isLoaded ? Promise.resolve(true) : timeline.loadAround(after);
    void ready.then(() => aim(target, { kind: "newLine" }));
  });
}

/** Where one is in what is read here, and how one gets on. */
interface Reading {
  readonly state: ReadonlySignal<Pick<RoomState, "isNew" | "readSeq" | "unreadFrom">>;
  readonly mark: (seq: Seq) => void;
}

function readRoom(client: Client, room: RoomHandle): Reading {
  return { state: room.state, mark: (seq) => client.markRead(room.id, seq) };
}

/** Only who follows a thread has a place in it. */
function readThread(client: Client, room: RoomHandle, root: Seq): Reading {
  const state = computed(() => {
    const thread = room.state.value.threads?.find((one) => one.root === root);
    const { readSeq, unread } = thread ?? { readSeq: Number.POSITIVE_INFINITY, unread: 0 };
    return { readSeq, isNew: unread > 0 };
  });
  return { state, mark: (seq) => client.markThreadRead(room.id, root, seq) };
}

/** Reading is having the end of the room in view on a visible page. */
function markRead(
  { state, mark }: Reading,
  timeline: Timeline,
  newLine: Signal<NewLine | null>,
  isAtEnd: Signal<boolean>,
): () => void {
  // What I put back to unread while the room is open stays so until it is opened again.
  const wasUnmarked = state.value.unreadFrom !== undefined;
  const isNew = computed(() => state.value.isNew);
  return effect(() => {
    if (!isAtEnd.value || !isPageVisible.value || timeline.hasAfter.value) return;
    const seq = lastSeq(timeline);
    // What is in view already can become new: a thread that is open is followed from now on.
    void isNew.value;
    untracked(() => {
      if (newLine.value && newLine.value.until === null) newLine.value = { ...newLine.value, until: seq };
      const { readSeq, unreadFrom } = state.value;
      if (unreadFrom !== undefined && !wasUnmarked) return;
      if (seq > readSeq || unreadFrom !== undefined) mark(seq);
    });
  });
}

function lastSeq(timeline: Timeline): Seq {
  return timeline.rows.value.findLast((row) => row.kind !== "pending")?.seq ?? 0;
}

/** What comes while nobody looks begins under a new line, when the last one is read. */
function startNewLine(
  { state }: Reading,
  newLine: Signal<NewLine | null>,
  isAtEnd: Signal<boolean>,
): () => void {
  let wasNew = state.value.isNew;
  return effect(() => {
    const { isNew, readSeq } = state.value;
    const isRead = untracked(() => isAtEnd.value && isPageVisible.value);
    if (isNew && !wasNew && !isRead) newLine.value = { after: readSeq, until: null };
    wasNew = isNew;
  });
}

/** Esc with nothing open marks the room read, and the new line goes. */
function listenEscape(newLine: Signal<NewLine | null>): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    if (!document.querySelector("dialog[open]")) newLine.value = null;
  };
  document.addEventListener("keydown", onKeyDown);
  return () => document.removeEventListener("keydown", onKeyDown);
}
