import { computed, signal } from "@preact/signals";

export interface Toast {
  /** Errors stay until they are closed, others go after six seconds. */
  readonly tone: "ok" | "bad";
  readonly title: string;
  readonly body?: string;
  readonly action?: { readonly label: string; readonly onSelect: () => void };
}
export type ShownToast = Toast & { readonly id: number };

const waiting = signal<readonly ShownToast[]>([]);
let lastId = 0;

/** One at a time: the first of those that wait. */
export const currentToast = computed(() => waiting.value[0]);

export function showToast(toast: Toast): void {
  lastId += 1;
  waiting.value = [...waiting.value, { ...toast, id: lastId }];
}

export function dismissToast(id: number): void {
  waiting.value = waiting.value.filter((toast) => toast.id !== id);
}
