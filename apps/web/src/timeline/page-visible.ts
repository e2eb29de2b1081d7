import { signal } from "@preact/signals";

const visible = signal(document.visibilityState === "visible");
document.addEventListener("visibilitychange", () => {
  visible.value = document.visibilityState === "visible";
});

/** Can the person see the page at all? */
export const isPageVisible: { readonly value: boolean } = visible;
