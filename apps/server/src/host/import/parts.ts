import { sizes, splitGraphemes } from "@hearth/protocol";
import type { Attached, SourceMessage } from "./records.ts";

/** As much of a message as one of Hearth's can hold. */
export interface MessagePart {
  readonly text: string;
  readonly files: readonly Attached[];
}

const utf8 = new TextEncoder();
const byteLength = (text: string): number => utf8.encode(text).length;

/** Nearly always one. What is too long goes on in a next message: nothing is cut off. */
export function splitMessage({ text, files = [] }: SourceMessage): readonly MessagePart[] {
  const texts = splitText(cleanText(text ?? ""));
  const count = Math.max(texts.length, Math.ceil(files.length / sizes.maxAttachments), 1);
  return Array.from({ length: count }, (_, index) => ({
    text: texts[index] ?? "",
    files: files.slice(index * sizes.maxAttachments, (index + 1) * sizes.maxAttachments),
  }));
}

/** Text as a message may hold it: no controls but line breaks and tabs, no halves of characters. */
function cleanText(text: string): string {
  return text
    .replace(/\r\n?/gu, "\n")
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F]/gu, "")
    .toWellFormed()
    .trimEnd();
}

function splitText(text: string): readonly string[] {
  if (byteLength(text) <= sizes.maxTextBytes) return text === "" ? [] : [text];
  const pieces: string[] = [];
  let piece = "";
  for (const unit of text.split(/(?<=\n)/u).flatMap(splitLine)) {
    if (byteLength(piece) + byteLength(unit) > sizes.maxTextBytes) {
      pieces.push(piece.trimEnd());
      piece = "";
    }
    piece += unit;
  }
  return [...pieces, piece].filter((one) => one.trim() !== "");
}

function splitLine(line: string): readonly string[] {
  return byteLength(line) <= sizes.maxTextBytes / 4 ? [line] : splitGraphemes(line);
}
