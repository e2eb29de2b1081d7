import type { Message } from "@hearth/protocol";
import type { ExportEntry } from "../../../core/export/read-part.ts";
import { createNameOf, type ExportFormat, type NameOf, timeOf } from "./format.ts";
import { createDays, type Times } from "./times.ts";
import { formatBody, formatNotice, formatOrigin, formatTitle, listFiles, listMarks, words } from "./words.ts";

/** Lines that anything can show. Only a line that begins at the margin is the program's: nobody writes another's. */
export function createPlainText(times: Times): ExportFormat {
  const startDay = createDays(times);
  return {
    type: "text/plain; charset=utf-8",
    ending: "txt",
    start(head) {
      const topic = head.room.topic === "" ? "" : `${oneLine(head.room.topic)}\n`;
      return `\uFEFF${oneLine(formatTitle(head))}\n${topic}${oneLine(formatOrigin(head, times))}\n`;
    },
    part(part) {
      const nameOf = createNameOf(part);
      const lines = part.entries.map((entry) => {
        const day = startDay(timeOf(entry));
        return (day === null ? "" : `\n--- ${day} ---\n`) + formatEntry(entry, nameOf, times);
      });
      return [lines.join("")];
    },
    end: (messages) => `\n--- ${words.whole(messages)} ---\n`,
  };
}

function formatEntry(entry: ExportEntry, nameOf: NameOf, times: Times): string {
  if (entry.type === "notice")
    return `[${times.time(entry.notice.atMs)}] * ${oneLine(formatNotice(entry.notice, nameOf))}\n`;
  const { message, quoted } = entry;
  const marks = formatMarks(message);
  const answered = quoted ? `    > ${oneLine(nameOf(quoted.author))}: ${cut(formatBody(quoted.body))}\n` : "";
  const [first = "", ...others] = formatBody(message.body).split(lineEnd);
  const more = others.map((line) => `    ${line}\n`).join("");
  const files = listFiles(message).map((file) => `    [${oneLine(file)}]\n`);
  return `${answered}[${times.time(message.atMs)}] ${oneLine(nameOf(message.author))}${marks}: ${first}\n${more}${files.join("")}`;
}

function formatMarks(message: Message): string {
  const marks = listMarks(message);
  return marks.length > 0 ? ` (${marks.join(", ")})` : "";
}

/** Whatever some program takes for the end of a line. */
const lineEnd = /\r\n|[\n\u000B\u000C\r\u0085\u2028\u2029]/u;

function oneLine(text: string): string {
  return text.split(lineEnd).join(" ");
}

const maxQuoted = 120;

function cut(text: string): string {
  const line = oneLine(text);
  return line.length > maxQuoted ? `${line.slice(0, maxQuoted).toWellFormed()}…` : line;
}
