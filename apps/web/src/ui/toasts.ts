import { computed, signal } from "@preact/signals";

export interface Toast {
  /** Errors stay until they are closed, others go after six seconds. */
  readonly tone: "ok" | "bad";
  readonly title: string;
  readonly body?: string;
  readonly action?: { readonly label: string; readonly onSelect: () => void };
}
export type ShownToast = Toast & { readonly id: number };

const open = signal<readonly ShownToast[]>([]);
let lastId = 0;

/** One at a time: the newest, which answers what was done last. Errors below it come back when it is closed. */
export const currentToast = computed(() => open.value.at(-1));

export function showToast(toast: Toast): void {
  lastId += 1;
  const errors = open.value.filter((other) => other.tone === "bad");
  open.value = [...errors, { ...toast, id: lastId }];
}

export function dismissToast(id: number): void {
  open.value = open.value.filter((toast) => toast.id !== id);
}
