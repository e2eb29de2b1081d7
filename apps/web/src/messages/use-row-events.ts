import { useMemo, useRef } from "preact/hooks";
import type { Item } from "../timeline/items.ts";
import type { OpenRoom } from "../timeline/open-room.ts";
import { useRoom } from "../timeline/room-context.ts";
import { onRowKey, onRowLeft } from "./row-keys.ts";

const pressMs = 500;
const slackPx = 10;

interface Row {
  readonly element: HTMLElement;
  readonly item: Extract<Item, { kind: "message" }>;
}
interface Press {
  readonly timer: ReturnType<typeof setTimeout>;
  readonly x: number;
  readonly y: number;
}
type FindRow = (target: EventTarget | null) => Row | null;

/** What is done to the rows of a list, heard once for all of them: ten listeners on each made scrolling slow. */
export function useRowEvents(items: readonly Item[]) {
  const open = useRoom();
  const current = useRef(items);
  current.current = items;
  return useMemo(() => {
    const find: FindRow = (target) => findRow(current.current, target);
    return { ...createRowFocus(open, find), ...createRowPointer(open, find) };
  }, [open]);
}

function findRow(items: readonly Item[], target: EventTarget | null): Row | null {
  const element = target instanceof Element ? target.closest<HTMLElement>("li[data-key]") : null;
  const item = element && items.find(({ key }) => key === element.dataset["key"]);
  return element && item?.kind === "message" ? { element, item } : null;
}

function createRowFocus(open: OpenRoom, find: FindRow) {
  return {
    onRowKeyDown: (event: KeyboardEvent) => {
      const row = find(event.target);
      if (row) onRowKey(open, row.item, row.element, event);
    },
    onRowFocusIn: (event: FocusEvent) => {
      const row = find(event.target);
      if (row) open.toolsKey.value = row.item.key;
    },
    onFocusOut: (event: FocusEvent) => {
      const row = find(event.target);
      if (row) onRowLeft(open, row.item, row.element, event);
    },
  };
}

/** The pointer over a message brings its tools; a long press or a right click opens all actions where it was. */
function createRowPointer({ toolsKey, menu }: OpenRoom, find: FindRow) {
  let press: Press | null = null;
  const end = () => {
    if (press) clearTimeout(press.timer);
    press = null;
  };
  const findWhole = ({ target }: Event) => {
    const within = (target as Element).closest(".message-item");
    const row = within && find(target);
    const message = row?.item.row.kind === "message" ? row.item.row.message : null;
    return row && message?.body ? { ...row, within, message } : null;
  };
  const open = ({ within, message }: NonNullable<ReturnType<typeof findWhole>>, x: number, y: number) => {
    menu.value = { kind: "actions", message, anchor: { x, y, within } };
  };
  const isInside = (within: Element, { relatedTarget }: PointerEvent) =>
    relatedTarget instanceof Node && within.contains(relatedTarget);
  return {
    onPointerOver: (event: PointerEvent) => {
      const row = event.pointerType === "mouse" ? findWhole(event) : null;
      if (row && !isInside(row.within, event)) toolsKey.value = row.item.key;
    },
    onPointerOut: (event: PointerEvent) => {
      const row = findWhole(event);
      if (!row || isInside(row.within, event)) return;
      const holdsFocus = row.element.contains(document.activeElement);
      if (toolsKey.value === row.item.key && !holdsFocus) toolsKey.value = null;
      end();
    },
    onPointerDown: (event: PointerEvent) => {
      const row = event.pointerType === "touch" ? findWhole(event) : null;
      if (!row) return;
      const { clientX: x, clientY: y } = event;
      end();
      press = { timer: setTimeout(() => open(row, x, y), pressMs), x, y };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      if (press && Math.hypot(clientX - press.x, clientY - press.y) > slackPx) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
    onContextMenu: (event: MouseEvent) => {
      const row = findWhole(event);
      // A link and a chosen piece of text have better menus of the browser's own.
      if (!row || (event.target as Element).closest("a[href]") || String(getSelection())) return;
      event.preventDefault();
      end();
      open(row, event.clientX, event.clientY);
    },
  };
}
