import { computed, signal } from "@preact/signals";

/** ui.md section 2: one pane, two with details over them, three. */
export type Layout = "phone" | "tablet" | "desk";

const isWide = watchMedia("(min-width: 1100px)");
const isMedium = watchMedia("(min-width: 720px)");

export const layout = computed<Layout>(() => {
  if (isWide.value) return "desk";
  return isMedium.value ? "tablet" : "phone";
});

export const isPhone = computed(() => layout.value === "phone");

function watchMedia(query: string) {
  const media = window.matchMedia(query);
  const matches = signal(media.matches);
  media.addEventListener("change", () => {
    matches.value = media.matches;
  });
  return matches;
}
