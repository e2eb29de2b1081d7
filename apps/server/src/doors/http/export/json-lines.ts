import type { Author, Message } from "@hearth/protocol";
import type { ExportEntry } from "../../../core/export/read-part.ts";
import { createNameOf, type ExportFormat, type NameOf } from "./format.ts";

/** One JSON object per line, for programs: `docs/spec/export.md`. */
export function createJsonLines(): ExportFormat {
  return {
    type: "application/jsonl; charset=utf-8",
    ending: "jsonl",
    start: ({ community, room, people, savedBy, savedAtMs, fromMs, toMs }) =>
      formatLine({
        type: "chat",
        version: 1,
        community,
        room,
        people: people.map(({ id, name }) => ({ user: id, name })),
        savedBy: { user: savedBy.id, name: savedBy.name },
        savedAtMs,
        fromMs,
        toMs,
      }),
    part(part) {
      const nameOf = createNameOf(part);
      return [part.entries.map((entry) => formatLine(formatEntry(entry, nameOf))).join("")];
    },
    end: (messages) => formatLine({ type: "end", messages }),
  };
}

function formatEntry(entry: ExportEntry, nameOf: NameOf): object {
  if (entry.type === "notice") {
    const { room: _room, type, author, ...fields } = entry.notice;
    return { type: "notice", notice: type, author: formatAuthor(author, nameOf), ...fields };
  }
  return formatMessage(entry.message, nameOf);
}

function formatMessage(message: Message, nameOf: NameOf): object {
  const { room: _room, clientId: _clientId, n: _n, author, deletedBy, reactions, ...fields } = message;
  return {
    type: "message",
    ...fields,
    author: formatAuthor(author, nameOf),
    ...(deletedBy && { deletedBy: formatAuthor(deletedBy, nameOf) }),
    ...(reactions && { reactions }),
  };
}

function formatAuthor(author: Author, nameOf: NameOf): object {
  return { ...author, name: nameOf(author) };
}

function formatLine(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
