import type { Block, Inline } from "./nodes.ts";

// A letter away from markup: marks, bullets and numbers at a line's start, addresses.
const markup = /[*_~`[\]<>\\]|^\s*(?:[-+]|\d{1,9}[.)])\s|:\/\/|www\.|@/m;

/** Can the text hold any markup? Most messages cannot, and never wait for the tokenizer. */
export function hasMarkup(text: string): boolean {
  return markup.test(text);
}

/** The text as it was typed: an empty line starts a new paragraph, nothing else means anything. */
export function splitParagraphs(text: string): readonly Block[] {
  return text
    .split(/\n[ \t]*(?:\n[ \t]*)+/)
    .filter((part) => part.trim() !== "")
    .map((part) => ({ type: "paragraph", children: splitLines(part.replace(/^\n+|\n+$/g, "")) }));
}

/** Lines with breaks between. */
export function splitLines(text: string): readonly Inline[] {
  return text
    .split("\n")
    .flatMap((line): Inline[] => [{ type: "break" }, { type: "text", text: line }])
    .slice(1)
    .filter((node) => node.type !== "text" || node.text !== "");
}
