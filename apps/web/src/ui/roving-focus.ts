import { useEffect, useRef } from "preact/hooks";

/** Arrow keys, Home and End move the focus among `selector` inside `container`; true when the key was used. */
export function moveFocus(event: KeyboardEvent, container: Element | null, selector: string): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey || !container) return false;
  const items = [...container.querySelectorAll<HTMLElement>(selector)];
  const target = chooseTarget(event.key, items);
  if (!target) return false;
  event.preventDefault();
  target.focus();
  return true;
}

function chooseTarget(key: string, items: readonly HTMLElement[]): HTMLElement | undefined {
  if (key === "Home") return items[0];
  if (key === "End") return items[items.length - 1];
  const step = stepOf(key);
  if (step === 0) return undefined;
  const at = items.findIndex(
    (item) => item === document.activeElement || item.contains(document.activeElement),
  );
  return items[Math.min(Math.max(at + step, 0), items.length - 1)];
}

/** Lists run down or along the line; both pairs of arrows work in each. */
function stepOf(key: string): number {
  const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  if (key === "ArrowDown" || key === forward) return 1;
  return key === "ArrowUp" || key === "ArrowLeft" || key === "ArrowRight" ? -1 : 0;
}

/**
 * Makes `selector` inside the returned element one Tab stop (ui.md section 6): the item last focused, else the
 * current one, else the first. The attribute is set from outside, because rows draw themselves on their own.
 */
export function useRovingFocus<E extends HTMLElement>(selector: string) {
  const container = useRef<E>(null);
  useEffect(() => {
    const element = container.current;
    if (!element) return;
    const onKeyDown = (event: KeyboardEvent) => moveFocus(event, element, selector);
    const onFocusIn = (event: FocusEvent) => {
      const item = (event.target as Element).closest<HTMLElement>(selector);
      if (item && element.contains(item)) setStop(element, selector, item);
    };
    const keepOneStop = () => setStop(element, selector, findStop(element, selector));
    const observer = new MutationObserver(keepOneStop);
    observer.observe(element, { childList: true, subtree: true });
    element.addEventListener("keydown", onKeyDown);
    element.addEventListener("focusin", onFocusIn);
    keepOneStop();
    return () => {
      observer.disconnect();
      element.removeEventListener("keydown", onKeyDown);
      element.removeEventListener("focusin", onFocusIn);
    };
  }, [selector]);
  return container;
}

function findStop(element: Element, selector: string): HTMLElement | null {
  const items = [...element.querySelectorAll<HTMLElement>(selector)];
  return (
    items.find((item) => item.getAttribute("tabindex") === "0") ??
    items.find((item) => item.hasAttribute("aria-current")) ??
    items[0] ??
    null
  );
}

function setStop(element: Element, selector: string, stop: HTMLElement | null): void {
  for (const item of element.querySelectorAll<HTMLElement>(selector)) {
    const wanted = item === stop ? "0" : "-1";
    if (item.getAttribute("tabindex") !== wanted) item.setAttribute("tabindex", wanted);
  }
}
