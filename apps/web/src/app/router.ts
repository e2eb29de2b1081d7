import { signal } from "@preact/signals";
import { formatRoute, parseRoute, type Route } from "./route.ts";

interface Entry {
  /** How many pages of ours lie before this one in the history of this tab. */
  readonly depth: number;
}

const current = signal<Route>(parseRoute(location.pathname));
/** Where one is now. Read inside a component, it follows the address. */
export const route = current as { readonly value: Route };

export function openRouter(): void {
  window.addEventListener("popstate", () => {
    current.value = parseRoute(location.pathname);
  });
}

export function navigate(to: Route): void {
  const path = formatRoute(to);
  if (path !== location.pathname) history.pushState({ depth: depth() + 1 } satisfies Entry, "", path);
  // Also to where one is: a message may be asked for again.
  current.value = to;
}

/** Like `navigate`, for a place nobody wants to come back to. */
export function redirect(to: Route): void {
  history.replaceState({ depth: depth() } satisfies Entry, "", formatRoute(to));
  current.value = to;
}

/** What the back arrow does: one step back, or home when this tab began here. */
export function goBack(): void {
  if (depth() > 0) history.back();
  else redirect({ page: "home" });
}

/** For links: a plain press stays in the app; one with a modifier does what the browser does. */
export function followLink(event: MouseEvent, to: Route): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  navigate(to);
}

function depth(): number {
  const state: unknown = history.state;
  return typeof state === "object" && state !== null && "depth" in state ? Number(state.depth) : 0;
}
