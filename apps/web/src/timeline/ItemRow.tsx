import { assertNever } from "@hearth/protocol";
import { computed, type Signal, useSignal } from "@preact/signals";
import { memo } from "preact/compat";
import { useEffect, useMemo } from "preact/hooks";
import { Bubble } from "../messages/Bubble.tsx";
import { callsMe } from "../messages/names-me.ts";
import { type MessageProps, RoomMessage } from "../messages/RoomMessage.tsx";
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
  const { client, kind, myRole, threadRoot } = useRoom();
  const { row, key } = item;
  const marks = useMarks(item);
  const calls = row.kind === "message" && callsMe(row.message, client.me.value?.id, myRole.value);
  const isFolded = useFolded(item);
  if (isFolded.value) return <FoldedRow isFolded={isFolded} />;
  const Shape = kind === "direct" && threadRoot === null ? Bubble : RoomMessage;
  const hasTools = marks.includes("tools");
  return (
    <div
      class={classes(
        "message-item",
        !item.isContinued && "message-first",
        marks.includes("flashed") && "message-flashed",
        marks.includes("open") && "message-open",
        calls && "message-calls",
        hasTools && "message-tooled",
      )}
    >
      <Shape
        item={item}
        tabIndex={marks.includes("stop") ? 0 : -1}
        textId={textIdOf(key)}
        isReached={hasTools}
      />
      {hasTools && row.kind === "message" && row.message.body !== null && (
        <Lazy part={messageTools} props={{ message: row.message }} />
      )}
    </div>
  );
}

/** What singles this row out. One string: it draws again only when that changes, and most rows are not meant. */
function useMarks({ row, key }: MessageProps["item"]): string {
  const { stopKey, flashedSeq, toolsKey, openThread, threadRoot } = useRoom();
  const seq = row.kind === "message" ? row.seq : 0;
  const marks = useMemo(
    () =>
      computed(() =>
        [
          stopKey.value === key && "stop",
          flashedSeq.value === seq && "flashed",
          toolsKey.value === key && "tools",
          openThread.value === seq && threadRoot === null && "open",
        ]
          .filter(Boolean)
          .join(" "),
      ),
    [stopKey, flashedSeq, toolsKey, openThread, threadRoot, key, seq],
  );
  return marks.value;
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
    <div class="message-first">
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
