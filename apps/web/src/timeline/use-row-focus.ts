import { useLayoutEffect, useRef } from "preact/hooks";
import type { Item } from "./items.ts";
import { useRoom } from "./room-context.ts";
import type { ListParts } from "./use-list-scroll.ts";

/** One row is the keyboard's place: ↑ ↓ Home End move it, and it stays mounted wherever the list is. */
export function useRowFocus({ scroller, items }: Pick<ListParts, "scroller" | "items">) {
  const { focusedKey, stopKey, target } = useRoom();
  const wanted = useRef<string | null>(null);
  const held = useRef<string | null>(null);
  const indexOf = (key: string | null) => items.findIndex((item) => item.key === key);
  const at = indexOf(stopKey.value);
  useLayoutEffect(() => takeFocus(scroller, wanted, maxTries));
  const onKeyDown = (event: KeyboardEvent) => {
    const next = isPlain(event) && isRow(event.target) ? chooseNext(items, at, event.key) : undefined;
    const key = next === undefined ? undefined : items[next]?.key;
    if (key === undefined) return;
    event.preventDefault();
    wanted.current = key;
    focusedKey.value = key;
    target.value = { kind: "row", key };
  };
  const onFocusIn = (event: FocusEvent) => {
    const row = (event.target as Element).closest<HTMLElement>("[data-key]");
    if (!row) return;
    held.current = row.dataset["key"] ?? null;
    focusedKey.value = held.current;
  };
  // The row that has the focus keeps it until the next one can take it.
  const keptMounted = [at, indexOf(held.current)].filter((index) => index >= 0);
  return { onKeyDown, onFocusIn, keptMounted };
}

const maxTries = 20;

/** A row far away is mounted only when the list has moved there. */
function takeFocus(scroller: ListParts["scroller"], wanted: { current: string | null }, tries: number): void {
  if (wanted.current === null || tries === 0) return;
  const row = scroller.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(wanted.current)}"]`);
  row?.focus({ preventScroll: true });
  if (row && document.activeElement === row) wanted.current = null;
  else requestAnimationFrame(() => takeFocus(scroller, wanted, tries - 1));
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
