import {
  type Author,
  type Body,
  isNotice,
  type Message,
  type Notice,
  type RoomEvent,
  type UserCard,
  type UserId,
} from "@hearth/protocol";

/** Says who is meant. */
export type NameSource = Pick<Names, "of">;

/** Names of the people in what is printed, as far as they were heard of. */
export class Names {
  readonly #names = new Map<UserId, string>();

  learn(cards: readonly UserCard[]): void {
    for (const { id, name } of cards) this.#names.set(id, name);
  }

  has(id: UserId): boolean {
    return this.#names.has(id);
  }

  of(author: Author): string {
    return "guest" in author ? author.name : (this.#names.get(author.user) ?? "Someone");
  }
}

/** A message of a page, as the log entry it began with and with what was folded into it. */
export function recordOfMessage(message: Message, names: Names) {
  return { type: "message.sent", ...message, name: names.of(message.author) };
}

export function recordOfEvent(event: RoomEvent, names: Names) {
  return { ...event, name: names.of(event.author) };
}

/** `2026-11-19 09:02  Kavitha  Good morning`; further lines stand under the first. */
export function formatMessage(
  { atMs, author, body }: Pick<Message, "atMs" | "author" | "body">,
  names: Names,
): string {
  const head = `${formatTime(atMs)}  `;
  const name = names.of(author);
  const text = textOf(body);
  const line = isAction(body) ? `${head}* ${name} ${text}` : `${head}${name}  ${text}`;
  return line.replaceAll("\n", `\n${" ".repeat(head.length)}`);
}

/** What a live entry says to a person; null where there is nothing to say. */
export function formatEvent(event: RoomEvent, names: Names): string | null {
  if (event.type === "message.sent") return formatMessage(event, names);
  const head = `${formatTime(event.atMs)}  * `;
  if (isNotice(event)) return `${head}${describeNotice(event, names)}`;
  switch (event.type) {
    case "message.edited":
      return `${head}${names.of(event.author)} changed a message: ${textOf(event.body)}`;
    case "message.deleted":
      return `${head}${names.of(event.author)} deleted a message`;
    case "reaction.added":
      return `${head}${names.of(event.author)} reacted with ${event.emoji}`;
    default:
      return null;
  }
}

/** A line between messages, without its time. */
export function describeNotice(notice: Notice, names: NameSource): string {
  const author = names.of(notice.author);
  switch (notice.type) {
    case "room.created":
      return `${author} made this room`;
    case "room.renamed":
      return `${author} called this room ${notice.title}`;
    case "topic.changed":
      return notice.topic === "" ? `${author} removed the topic` : `${author} set the topic: ${notice.topic}`;
    case "room.archived":
      return `${author} archived this room`;
    case "room.unarchived":
      return `${author} opened this room again`;
    case "member.joined":
      return `${notice.name} joined`;
    case "member.left":
      return `${notice.name} left${notice.reason ? `: ${notice.reason}` : ""}`;
    case "member.removed":
      return `${notice.name} was ${notice.banned ? "banned" : "removed"} by ${author}`;
    case "member.unbanned":
      return `${author} lets ${notice.name} come back`;
    case "role.changed":
      return `${notice.name} is ${notice.role} now`;
    default:
      return notice satisfies never;
  }
}

export function textOf(body: Body | null): string {
  if (body === null) return "(deleted)";
  return body.kind === "text" ? body.text : "(this version cannot read it)";
}

export function isAction(body: Body | null): boolean {
  return body?.kind === "text" && body.action === true;
}

/** Local time, sortable. */
export function formatTime(atMs: number): string {
  const date = new Date(atMs);
  const two = (number: number): string => String(number).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
