import { type Attachment, assertNever, type Body, type Message, type Notice } from "@hearth/protocol";
import type { ExportHead } from "../../../core/export/export.ts";
import type { NameOf } from "./format.ts";
import type { Times } from "./times.ts";

/** The words that a saved chat is written with, besides its own. */
export const words = {
  edited: "edited",
  pinned: "pinned",
  inThread: "in a thread",
  deleted: "This message was deleted.",
  sealed: "This message can be read only on the devices it was written for.",
  whole: (messages: number): string =>
    `${new Intl.NumberFormat("en").format(messages)} ${messages === 1 ? "message" : "messages"}. The chat ends here.`,
} as const;

export function formatTitle({ room, people, savedBy }: ExportHead): string {
  if (room.kind !== "direct") return room.title;
  const others = people.filter(({ id }) => id !== savedBy.id).map(({ name }) => name);
  return others.length > 0 ? others.join(", ") : savedBy.name;
}

/** Who saved what, when; times are in `zone`. */
export function formatOrigin(
  { community, savedBy, savedAtMs, fromMs, toMs }: ExportHead,
  times: Times,
): string {
  const since = fromMs === null ? "" : ` from ${times.day(fromMs)}`;
  // The span ends before `toMs`: the day that is meant is the one before it.
  const until = toMs === null ? "" : ` up to ${times.day(toMs - 1)}`;
  const when = `${times.day(savedAtMs)}, ${times.time(savedAtMs)}`;
  return `Saved from ${community.name} by ${savedBy.name} on ${when} (${times.zone})${since || until ? `:${since}${until}` : ""}`;
}

export function formatBody(body: Body | null): string {
  if (body === null) return words.deleted;
  return body.kind === "text" ? body.text : words.sealed;
}

/** What is to be known of a message besides its text. */
export function listMarks({ editedAtMs, pinned, threadRoot }: Message): string[] {
  return [
    ...(threadRoot === undefined ? [] : [words.inThread]),
    ...(editedAtMs === undefined ? [] : [words.edited]),
    ...(pinned ? [words.pinned] : []),
  ];
}

/** What a message's files are called, and how large they are. */
export function listFiles({ body }: Message): string[] {
  return attachmentsOf(body).map(formatFile);
}
export function attachmentsOf(body: Body | null): readonly Attachment[] {
  return (body?.kind === "text" && body.attachments) || [];
}
export function formatFile({ name, bytes }: Attachment): string {
  const kilobytes = Math.ceil(bytes / 1000);
  return kilobytes < 1000 ? `${name}, ${kilobytes} KB` : `${name}, ${Math.ceil(kilobytes / 100) / 10} MB`;
}

export function formatNotice(notice: Notice, nameOf: NameOf): string {
  const by = nameOf(notice.author);
  switch (notice.type) {
    case "room.created":
      return `${by} started this chat`;
    case "room.renamed":
      return `${by} renamed the room to ${notice.title}`;
    case "topic.changed":
      return notice.topic ? `${by} set the topic: ${notice.topic}` : `${by} removed the topic`;
    case "room.archived":
      return `${by} archived the room`;
    case "room.unarchived":
      return `${by} opened the room again`;
    case "member.joined":
      return `${notice.name} joined`;
    case "member.left":
      return `${notice.name} left`;
    case "member.removed":
      return notice.banned ? `${by} banned ${notice.name}` : `${by} removed ${notice.name}`;
    case "member.unbanned":
      return `${by} let ${notice.name} come back`;
    case "role.changed":
      return `${by} made ${notice.name} ${notice.role}`;
    default:
      return assertNever(notice);
  }
}
