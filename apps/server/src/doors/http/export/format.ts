import type { Author, UserId } from "@hearth/protocol";
import type { Export, ExportHead } from "../../../core/export/export.ts";
import type { ExportEntry, ExportPart } from "../../../core/export/read-part.ts";

/** One way to write a chat down: a beginning, its parts, and an end that says it is whole. */
export interface ExportFormat {
  readonly type: string;
  /** Of the file's name. */
  readonly ending: string;
  start(head: ExportHead): string;
  /** In pieces: a page brings its pictures along. */
  part(part: ExportPart, readPicture: ReadPicture): Iterable<string> | AsyncIterable<string>;
  end(messages: number): string;
}

export type ReadPicture = Export["readPicture"];
export type NameOf = (author: Author) => string;

/** Names as they are now; somebody who is gone altogether has only an id. */
export function createNameOf({ users }: Pick<ExportPart, "users">): NameOf {
  const names = new Map<UserId, string>(users.map(({ id, name }) => [id, name]));
  return (author) => ("user" in author ? (names.get(author.user) ?? author.user) : author.name);
}

export function timeOf(entry: ExportEntry): number {
  return entry.type === "message" ? entry.message.atMs : entry.notice.atMs;
}
