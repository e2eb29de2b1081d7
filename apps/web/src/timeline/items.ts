import type { Row } from "@hearth/client";
import { type Author, assertNever, type Seq, type UserId } from "@hearth/protocol";

/** A message of the log, or one of mine that is not acknowledged yet. */
export type MessageRow = Extract<Row, { kind: "message" | "pending" }>;
export type NoticeRow = Extract<Row, { kind: "notices" }>;

/** What the list draws: the rows of a timeline with what stands between them. */
export type Item =
  | { readonly kind: "day"; readonly key: string; readonly atMs: number }
  /** `count` is null when there is more below than is loaded. */
  | { readonly kind: "newLine"; readonly key: string; readonly count: number | null }
  | { readonly kind: "notices"; readonly key: string; readonly row: NoticeRow }
  /** Between a thread's root and its replies. */
  | { readonly kind: "replies"; readonly key: string; readonly count: number }
  | {
      readonly kind: "message";
      readonly key: string;
      readonly row: MessageRow;
      readonly atMs: number;
      /** Same person within five minutes, nothing between: no second head. */
      readonly isContinued: boolean;
      /** The next message does not continue this one. */
      readonly endsGroup: boolean;
    };

/** Where the new messages begin, and the last one that counts; `until` is null while they are unread. */
export interface NewLine {
  readonly after: Seq;
  readonly until: Seq | null;
}

export interface ItemOptions {
  readonly me: UserId | null;
  /** The people of a direct chat never change: that they came is no news. */
  readonly isDirect: boolean;
  readonly newLine: NewLine | null;
  /** Of the thread that is shown; null for a room. */
  readonly threadRoot: Seq | null;
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
  /** What to add to the device's clock to get the host's. */
  readonly clockOffsetMs: number;
}

const groupMs = 5 * 60_000;

type MessageItem = Extract<Item, { kind: "message" }>;

/** Lays rows out as items; items that did not change stay the same objects from one call to the next. */
export function createItemLayout(): (rows: readonly Row[], options: ItemOptions) => readonly Item[] {
  let known = new Map<string, Item>();
  return (rows, options) => {
    const items = layOut(rows, options).map((item) => keepSame(known.get(item.key), item));
    known = new Map(items.map((item) => [item.key, item]));
    return items;
  };
}

function layOut(rows: readonly Row[], options: ItemOptions): readonly Item[] {
  const items: Item[] = [];
  const newLineAt = findNewLine(rows, options);
  let day = Number.NEGATIVE_INFINITY;
  rows.forEach((row, at) => {
    if (options.isDirect && isJoins(row)) return;
    const atMs = timeOf(row, options);
    const ownDay = new Date(atMs).setHours(0, 0, 0, 0);
    if (ownDay > day) {
      day = ownDay;
      if (!isRoot(row, options)) items.push({ kind: "day", key: `day:${day}`, atMs });
    }
    if (at === newLineAt) items.push({ kind: "newLine", key: "new", count: countNew(rows, options) });
    items.push(
      row.kind === "notices" ? { kind: "notices", key: row.key, row } : addMessage(items, row, atMs, options),
    );
    if (isRoot(row, options)) items.push({ kind: "replies", key: "replies", count: countReplies(row) });
  });
  return items;
}

/** A thread begins with the message it is about, on whatever day that was. */
function isRoot(row: Row, { threadRoot }: ItemOptions): boolean {
  return threadRoot !== null && row.kind === "message" && row.seq === threadRoot;
}

function countReplies(row: Row): number {
  return row.kind === "message" ? (row.message.thread?.replies ?? 0) : 0;
}

function isJoins(row: Row): boolean {
  return row.kind === "notices" && row.notices.every((notice) => notice.type === "member.joined");
}

/** A message behind the last item; when it goes on with its group, that one no longer ends it. */
function addMessage(items: Item[], row: MessageRow, atMs: number, { me }: ItemOptions): MessageItem {
  const last = items.at(-1);
  const isContinued = last?.kind === "message" && continues(last, row, atMs, me);
  if (isContinued) items[items.length - 1] = { ...last, endsGroup: false };
  return { kind: "message", key: row.key, row, atMs, isContinued, endsGroup: true };
}

function continues(last: MessageItem, row: MessageRow, atMs: number, me: UserId | null): boolean {
  const isReply = (row.kind === "message" ? row.message : row.pending).replyTo !== undefined;
  return !isReply && atMs - last.atMs <= groupMs && authorOf(last.row, me) === authorOf(row, me);
}

function authorOf(row: MessageRow, me: UserId | null): string | null {
  return row.kind === "message" ? idOf(row.message.author) : me;
}

/** One string per author, person or guest. */
export function idOf(author: Author): string {
  return "user" in author ? author.user : author.guest;
}

function timeOf(row: Row, { clockOffsetMs }: ItemOptions): number {
  switch (row.kind) {
    case "message":
      return row.message.atMs;
    case "notices":
      return row.notices[0]?.atMs ?? 0;
    case "pending":
      return row.pending.createdAtMs + clockOffsetMs;
    default:
      return assertNever(row);
  }
}

/** Index of the first new message by somebody else; -1 when it is not on the loaded rows. */
function findNewLine(rows: readonly Row[], { me, newLine, hasBefore }: ItemOptions): number {
  if (!newLine) return -1;
  const at = rows.findIndex((row) => isNew(row, newLine, me));
  const startsBefore = rows.some((row) => row.kind !== "pending" && row.seq <= newLine.after);
  return startsBefore || !hasBefore ? at : -1;
}

function countNew(rows: readonly Row[], { me, newLine, hasAfter }: ItemOptions): number | null {
  if (!newLine || (hasAfter && newLine.until === null)) return null;
  return rows.filter((row) => isNew(row, newLine, me)).length;
}

function isNew(row: Row, { after, until }: NewLine, me: UserId | null): boolean {
  if (row.kind !== "message" || row.seq <= after || row.seq > (until ?? row.seq)) return false;
  return row.message.body !== null && idOf(row.message.author) !== me;
}

function keepSame(known: Item | undefined, item: Item): Item {
  return known && isSame(known, item) ? known : item;
}

function isSame(one: Item, other: Item): boolean {
  const names = Object.keys(other) as (keyof Item)[];
  return names.every((name) => one[name] === other[name]);
}
