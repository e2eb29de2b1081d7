/**
 * Where something that floats must be put to be seen above `element`: its open dialog, else the page.
 * Not beside the element itself: a row with `contain` would cut it and move its `position: fixed`.
 */
export function topLayerOf(element: Element | null | undefined): Element {
  return element?.closest("dialog") ?? document.body;
}
