import { assertNever } from "@hearth/protocol";
import { computed, type ReadonlySignal, type Signal, useSignal } from "@preact/signals";
import { memo } from "preact/compat";
import { useEffect, useMemo } from "preact/hooks";
import { Bubble } from "../messages/Bubble.tsx";
import { callsMe } from "../messages/names-me.ts";
import { type MessageProps, RoomMessage } from "../messages/RoomMessage.tsx";
import { useRowPointer } from "../messages/use-row-pointer.ts";
import { classes } from "../ui/classes.ts";
import { createLazyPart, Lazy } from "../ui/Lazy.tsx";
import { countDays, formatDay } from "../words/format.ts";
import { say } from "../words/words.ts";
import type { Item } from "./items.ts";
import { formatNotices } from "./notice-text.ts";
import { nameOf, useRoom } from "./room-context.ts";
import "./item-row.css";

const messageTools = createLazyPart(async () => (await import("../messages/MessageTools.tsx")).MessageTools);

interface Props {
  readonly item: Item;
}

/** The id of the element that holds what a row says. */
export function textIdOf(key: string): string {
  return `text-${key}`;
}

/** What stands in one row; drawn again only when its item is another object. */
export const ItemRow = memo(function ItemRow({ item }: Props) {
  switch (item.kind) {
    case "day":
      return <DayLine atMs={item.atMs} />;
    case "newLine":
      return <NewLineRow count={item.count} />;
    case "notices":
      return <NoticesRow row={item.row} />;
    case "replies":
      return <RepliesLine count={item.count} />;
    case "message":
      return <MessageItem item={item} />;
    default:
      return assertNever(item);
  }
});

function MessageItem({ item }: Pick<MessageProps, "item">) {
  const { client, kind, myRole, stopKey, flashedSeq, toolsKey, openThread, threadRoot } = useRoom();
  const { row, key } = item;
  const seq = row.kind === "message" ? row.seq : null;
  const tabIndex = useIs(stopKey, key) ? 0 : -1;
  const isFlashed = useIs(flashedSeq, seq ?? 0);
  const hasTools = useIs(toolsKey, key);
  const isOpen = useIs(openThread, seq ?? 0) && threadRoot === null;
  const touch = useRowPointer(item);
  const calls = row.kind === "message" && callsMe(row.message, client.me.value?.id, myRole.value);
  const isFolded = useFolded(item);
  if (isFolded.value) return <FoldedRow isFolded={isFolded} />;
  const Shape = kind === "direct" && threadRoot === null ? Bubble : RoomMessage;
  return (
    <div
      class={classes(
        "message-item",
        !item.isContinued && "message-first",
        isFlashed && "message-flashed",
        isOpen && "message-open",
        calls && "message-calls",
      )}
      {...touch}
    >
      <Shape item={item} tabIndex={tabIndex} textId={textIdOf(key)} />
      {hasTools && row.kind === "message" && row.message.body !== null && (
        <Lazy part={messageTools} props={{ message: row.message }} />
      )}
    </div>
  );
}

/** A message of somebody one blocked, until one asks to see it. */
function useFolded({ row }: MessageProps["item"]): Signal<boolean> {
  const { client } = useRoom();
  const author = row.kind === "message" && "user" in row.message.author ? row.message.author.user : null;
  const isBlocked = author !== null && client.blocked.value.has(author);
  const isFolded = useSignal(isBlocked);
  useEffect(() => {
    isFolded.value = isBlocked;
  }, [isFolded, isBlocked]);
  return isFolded;
}

function FoldedRow({ isFolded }: { readonly isFolded: Signal<boolean> }) {
  return (
    <div class="message-item message-first">
      <button
        type="button"
        class="message-folded"
        onClick={() => {
          isFolded.value = false;
        }}
      >
        {say("message.folded")}
      </button>
    </div>
  );
}

/** Draws again only when the answer is another one: most rows are not the one that is meant. */
function useIs<T>(choice: ReadonlySignal<T>, value: T): boolean {
  return useMemo(() => computed(() => choice.value === value), [choice, value]).value;
}

function RepliesLine({ count }: { readonly count: number }) {
  return (
    <div class="day-line">
      <h2>{say("thread.replies", { count })}</h2>
    </div>
  );
}

function DayLine({ atMs }: { readonly atMs: number }) {
  const { client } = useRoom();
  const nowMs = client.serverNow();
  const day = formatDay(atMs, nowMs);
  const daysAgo = countDays(atMs, nowMs);
  return (
    <div class="day-line">
      <h2>{sayDay(day, daysAgo)}</h2>
    </div>
  );
}

function sayDay(day: string, daysAgo: number): string {
  if (daysAgo === 0) return say("day.today", { day });
  return daysAgo === 1 ? say("day.yesterday", { day }) : day;
}

function NewLineRow({ count }: { readonly count: number | null }) {
  return (
    <div class="new-line">
      <span class="new-line-glow" />
      <h2>{count === null ? say("timeline.newSince") : say("timeline.newMessages", { count })}</h2>
    </div>
  );
}

function NoticesRow({ row }: { readonly row: Extract<Item, { kind: "notices" }>["row"] }) {
  const { client, kind } = useRoom();
  return (
    <p class="notice" dir="auto">
      {formatNotices(row.notices, kind, (author) => nameOf(client, author))}
    </p>
  );
}
