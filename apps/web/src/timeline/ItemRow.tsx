import { assertNever } from "@hearth/protocol";
import { memo } from "preact/compat";
import { Bubble } from "../messages/Bubble.tsx";
import { type MessageProps, RoomMessage } from "../messages/RoomMessage.tsx";
import { classes } from "../ui/classes.ts";
import { countDays, formatDay } from "../words/format.ts";
import { say } from "../words/words.ts";
import type { Item } from "./items.ts";
import { textIdOf } from "./ListRow.tsx";
import { formatNotices } from "./notice-text.ts";
import { nameOf, useRoom } from "./room-context.ts";
import "./item-row.css";

interface Props {
  readonly item: Item;
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
    case "message":
      return <MessageItem item={item} />;
    default:
      return assertNever(item);
  }
});

function MessageItem({ item }: Pick<MessageProps, "item">) {
  const { room, stopKey, flashedSeq } = useRoom();
  const { row, key } = item;
  const tabIndex = stopKey.value === key ? 0 : -1;
  const isFlashed = row.kind === "message" && row.seq === flashedSeq.value;
  const Shape = room.state.value.kind === "direct" ? Bubble : RoomMessage;
  return (
    <div
      class={classes("message-item", !item.isContinued && "message-first", isFlashed && "message-flashed")}
    >
      <Shape item={item} tabIndex={tabIndex} textId={textIdOf(key)} />
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
  const { client, room } = useRoom();
  return (
    <p class="notice" dir="auto">
      {formatNotices(row.notices, room.state.value.kind, (author) => nameOf(client, author))}
    </p>
  );
}
