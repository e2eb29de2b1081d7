import type { Item } from "../timeline/items.ts";
import type { OpenRoom } from "../timeline/open-room.ts";
import { rightsOver, startEdit, startReply } from "./message-acts.ts";

type MessageItem = Extract<Item, { kind: "message" }>;
type RowEvent<E> = E & { readonly currentTarget: HTMLElement };

/** On the focused row: Enter opens the actions, R replies, T opens the thread, E edits (ui.md section 4). */
export function onRowKey(open: OpenRoom, item: MessageItem, event: RowEvent<KeyboardEvent>): void {
  const { row } = item;
  const hasModifier = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
  if (
    event.target !== event.currentTarget ||
    hasModifier ||
    row.kind !== "message" ||
    row.message.body === null
  ) {
    return;
  }
  if (runKey(open, row.message, event)) event.preventDefault();
}

function runKey(
  open: OpenRoom,
  message: Parameters<typeof startReply>[1],
  event: RowEvent<KeyboardEvent>,
): boolean {
  const may = rightsOver(open, message);
  switch (event.key.toLowerCase()) {
    case "enter":
      open.menu.value = { kind: "actions", message, anchor: event.currentTarget };
      return true;
    case "r":
      if (may.write) startReply(open, message);
      return may.write;
    case "t":
      if (may.thread) open.openThread.value = message.seq;
      return may.thread;
    case "e":
      if (may.edit) startEdit(open, message);
      return may.edit;
    default:
      return false;
  }
}

/** The focus left the row, not only one of its controls for another. */
export function onRowLeft(open: OpenRoom, item: MessageItem, event: RowEvent<FocusEvent>): void {
  const goesInside = event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
  if (!goesInside && open.toolsKey.value === item.key) open.toolsKey.value = null;
}
