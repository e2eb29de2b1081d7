import { useLayoutEffect, useRef } from "preact/hooks";
import type { Item } from "./items.ts";
import { useRoom } from "./room-context.ts";
import type { ListParts } from "./use-list-scroll.ts";

/** One row is the keyboard's place: ↑ ↓ Home End move it, and it stays mounted wherever the list is. */
export function useRowFocus({ scroller, items }: Pick<ListParts, "scroller" | "items">) {
  const { focusedKey, stopKey, target } = useRoom();
  const moved = useRef(false);
  const at = items.findIndex((item) => item.key === stopKey.value);
  useLayoutEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    const key = CSS.escape(stopKey.value ?? "");
    scroller.current?.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus({ preventScroll: true });
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const next = isPlain(event) && isRow(event.target) ? chooseNext(items, at, event.key) : undefined;
    if (next === undefined) return;
    event.preventDefault();
    moved.current = true;
    focusedKey.value = items[next]?.key ?? null;
    target.value = { kind: "row", key: items[next]?.key ?? "" };
  };
  const onFocusIn = (event: FocusEvent) => {
    const row = (event.target as Element).closest<HTMLElement>("[data-key]");
    if (row) focusedKey.value = row.dataset["key"] ?? null;
  };
  return { onKeyDown, onFocusIn, keptMounted: at >= 0 ? [at] : [] };
}

function isPlain(event: KeyboardEvent): boolean {
  return !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);
}

function isRow(target: EventTarget | null): boolean {
  return target instanceof Element && target.hasAttribute("data-key");
}

function chooseNext(items: readonly Item[], at: number, key: string): number | undefined {
  const rows = items.flatMap((item, index) => (item.kind === "message" ? [index] : []));
  switch (key) {
    case "ArrowUp":
      return rows.findLast((index) => index < at);
    case "ArrowDown":
      return rows.find((index) => index > at);
    case "Home":
      return rows[0];
    case "End":
      return rows.at(-1);
    default:
      return undefined;
  }
}
