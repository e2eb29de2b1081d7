import { effect, signal } from "@preact/signals";
import { layout } from "../app/layout.ts";

/** Beside the messages there is room for the details on wide screens; elsewhere they lie over them. */
export const isDetailsOpen = signal(layout.value === "desk");

effect(() => {
  if (layout.value !== "desk") isDetailsOpen.value = false;
});
