import { signal } from "@preact/signals";
import type { Block } from "./nodes.ts";

type ParseMarkdown = (text: string) => readonly Block[];

/** The tokenizer, once its chunk is here; until then texts are shown as typed. */
export const markdownParser = signal<ParseMarkdown | undefined>(undefined);

let loading: Promise<void> | undefined;

/** Fetches the tokenizer once; a failed try is made again by the next call. */
export function loadMarkdown(): Promise<void> {
  loading ??= import("./parse-markdown.ts").then(
    ({ parseMarkdown }) => {
      markdownParser.value = parseMarkdown;
    },
    () => {
      loading = undefined;
    },
  );
  return loading;
}
