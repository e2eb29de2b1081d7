/** A thread beside its room has a composer of its own; what happens anywhere else is the room's. */
export function isForPane({ target }: Event, inside: Element | null): boolean {
  if (document.querySelector("dialog[open]")) return false;
  return paneOf(target instanceof Element ? target : null) === paneOf(inside);
}

function paneOf(element: Element | null): Element | null {
  const aside = element?.closest("aside") ?? null;
  return aside?.querySelector("[data-region=composer]") ? aside : null;
}
