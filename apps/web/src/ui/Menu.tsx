import "./menu.css";
import { createPortal } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./Icon.tsx";
import { moveFocus } from "./roving-focus.ts";
import { topLayerOf } from "./top-layer.ts";

export interface MenuItem {
  readonly label: string;
  readonly icon?: IconName;
  readonly isDanger?: boolean;
  readonly onSelect: () => void;
}

/** Where a menu hangs: on its button, or at the pointer. Viewport pixels. */
export type MenuAnchor = Element | { readonly x: number; readonly y: number; readonly within: Element };

/** Small choices side by side above the list, such as emoji. */
export interface QuickItems {
  readonly label: string;
  readonly items: readonly MenuItem[];
}

interface MenuProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly quick?: QuickItems | undefined;
  readonly anchor: MenuAnchor;
  readonly onClose: () => void;
}

/** A list of actions beside its anchor; on phones a sheet at the bottom edge. Open as long as it is mounted. */
export function Menu({ label, items, quick, anchor, onClose }: MenuProps) {
  const { list, opener } = usePlacedMenu(anchor, onClose);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" || event.key === "Tab") {
      if (event.key === "Escape") event.preventDefault();
      event.stopPropagation();
      onClose();
      return;
    }
    moveFocus(event, list.current, ".menu-item");
  };
  const select = (item: MenuItem) => {
    // Before the item acts: a dialog it opens must find its opener, a field it focuses must keep the focus.
    opener.current?.focus();
    onClose();
    item.onSelect();
  };
  return createPortal(
    <div class="menu-layer">
      <div ref={list} class="menu" role="menu" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
        {quick && (
          <div class="menu-quick" role="group" aria-label={quick.label}>
            {quick.items.map((item) => (
              <button
                key={item.label}
                type="button"
                role="menuitem"
                class="menu-item"
                tabIndex={-1}
                onClick={() => select(item)}
              >
                {item.label}
              </button>
            ))}
          </div>
        )}
        {items.map((item) => (
          <button
            key={item.label}
            type="button"
            role="menuitem"
            class={classes("menu-item", item.isDanger && "menu-danger")}
            tabIndex={-1}
            onClick={() => select(item)}
          >
            {item.icon && <Icon name={item.icon} />}
            <span>{item.label}</span>
          </button>
        ))}
      </div>
    </div>,
    topLayerOf(anchor instanceof Element ? anchor : anchor.within),
  );
}

/** Puts the menu where it fits, takes the focus, closes on a press outside, and gives the focus back. */
function usePlacedMenu(anchor: MenuAnchor, onClose: () => void) {
  const list = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLElement | null>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useLayoutEffect(() => {
    const menu = list.current;
    if (!menu) return;
    if (document.activeElement instanceof HTMLElement) opener.current = document.activeElement;
    placeMenu(menu, anchor);
    menu.querySelector<HTMLElement>(".menu-item")?.focus();
    const onPress = (event: Event) => {
      if (menu.contains(event.target as Node)) return;
      event.preventDefault();
      close.current();
    };
    const layer = menu.parentElement;
    layer?.addEventListener("click", onPress);
    layer?.addEventListener("contextmenu", onPress);
    return () => {
      if (menu.contains(document.activeElement) || document.activeElement === document.body)
        opener.current?.focus();
    };
  }, [anchor]);
  return { list, opener };
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function boxOf(anchor: MenuAnchor): Box {
  if (anchor instanceof Element) return anchor.getBoundingClientRect();
  return { left: anchor.x, right: anchor.x, top: anchor.y, bottom: anchor.y };
}

/** Under the anchor's end edge, above it when there is no room below; never outside the window. */
export function placeMenu(menu: HTMLElement, anchor: MenuAnchor): void {
  const gap = 4;
  const box = boxOf(anchor);
  const { width, height } = menu.getBoundingClientRect();
  const x = document.documentElement.dir === "rtl" ? box.left : box.right - width;
  const below = box.bottom + gap;
  const y = below + height > window.innerHeight ? box.top - gap - height : below;
  menu.style.left = `${clamp(x, window.innerWidth - width)}px`;
  menu.style.top = `${clamp(y, window.innerHeight - height)}px`;
}

function clamp(value: number, space: number): number {
  const margin = 8;
  return Math.max(margin, Math.min(value, space - margin));
}
