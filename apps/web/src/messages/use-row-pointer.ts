import { useRef } from "preact/hooks";
import type { Item } from "../timeline/items.ts";
import { useRoom } from "../timeline/room-context.ts";

const pressMs = 500;
const slackPx = 10;

/** The pointer over a row brings its tools; a long press or a right click opens all actions where it was. */
export function useRowPointer({ row, key }: Extract<Item, { kind: "message" }>) {
  const { toolsKey, menu } = useRoom();
  const press = useRef<{
    readonly timer: ReturnType<typeof setTimeout>;
    readonly x: number;
    readonly y: number;
  } | null>(null);
  const isWhole = row.kind === "message" && row.message.body !== null;
  const open = (within: Element, x: number, y: number) => {
    if (row.kind === "message")
      menu.value = { kind: "actions", message: row.message, anchor: { x, y, within } };
  };
  const end = () => clearTimeout(press.current?.timer);
  if (!isWhole) return {};
  return {
    onPointerEnter: ({ pointerType }: PointerEvent) => {
      if (pointerType === "mouse") toolsKey.value = key;
    },
    onPointerLeave: (event: PointerEvent & { readonly currentTarget: Element }) => {
      const holdsFocus = event.currentTarget.closest("li")?.contains(document.activeElement);
      if (toolsKey.value === key && !holdsFocus) toolsKey.value = null;
      end();
    },
    onPointerDown: (event: PointerEvent & { readonly currentTarget: Element }) => {
      if (event.pointerType !== "touch") return;
      const { currentTarget, clientX: x, clientY: y } = event;
      press.current = { timer: setTimeout(() => open(currentTarget, x, y), pressMs), x, y };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const start = press.current;
      if (start && Math.hypot(clientX - start.x, clientY - start.y) > slackPx) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
    onContextMenu: (event: MouseEvent & { readonly currentTarget: Element }) => {
      // A link and a chosen piece of text have better menus of the browser's own.
      if ((event.target as Element).closest("a[href]") || String(getSelection())) return;
      event.preventDefault();
      end();
      open(event.currentTarget, event.clientX, event.clientY);
    },
  };
}
