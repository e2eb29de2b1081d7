import type { Item } from "../timeline/items.ts";
import type { OpenRoom } from "../timeline/open-room.ts";
import { rightsOver, startEdit, startReply } from "./message-acts.ts";

type MessageItem = Extract<Item, { kind: "message" }>;

/** On the focused row: Enter opens the actions, R replies, T opens the thread, E edits (ui.md section 4). */
export function onRowKey(
  open: OpenRoom,
  { row }: MessageItem,
  element: HTMLElement,
  event: KeyboardEvent,
): void {
  const hasModifier = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
  if (event.target !== element || hasModifier || row.kind !== "message" || row.message.body === null) {
    return;
  }
  if (runKey(open, row.message, element, event.key)) event.preventDefault();
}

function runKey(
  open: OpenRoom,
  message: Parameters<typeof startReply>[1],
  element: HTMLElement,
  key: string,
): boolean {
  const may = rightsOver(open, message);
  switch (key.toLowerCase()) {
    case "enter":
      open.menu.value = { kind: "actions", message, anchor: element };
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
export function onRowLeft(
  { toolsKey }: OpenRoom,
  { key }: MessageItem,
  element: HTMLElement,
  { relatedTarget }: FocusEvent,
): void {
  const goesInside = relatedTarget instanceof Node && element.contains(relatedTarget);
  if (!goesInside && toolsKey.value === key) toolsKey.value = null;
}
