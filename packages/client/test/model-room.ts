import {
  type Author,
  type Body,
  type ClientId,
  type EventId,
  isNotice,
  type Message,
  type MessageSent,
  type Notice,
  type Page,
  type RoomEvent,
  type RoomId,
  type RoomSummary,
  type Seq,
  type UserCard,
  type UserId,
} from "@hearth/protocol";
import { createSummary } from "./cast.ts";

/** An event without what the log adds. */
export type NewEvent = {
  [T in RoomEvent["type"]]: Omit<Extract<RoomEvent, { type: T }>, "room" | "seq" | "id" | "atMs">;
}[RoomEvent["type"]];

/** What a message is at some time; the model mutates it, so that it shares no thought with the client's folding. */
interface Fold {
  message: Message;
  readonly reactions: { emoji: string; user: UserId }[];
}

/** A room as the server has it: a log, and whatever is read is computed from the whole of it. */
export class ModelRoom {
  readonly id: RoomId;
  readonly log: RoomEvent[] = [];
  /** Read marks of the members. */
  readonly members = new Map<UserId, Seq>();

  constructor(id: RoomId) {
    this.id = id;
  }

  get lastSeq(): Seq {
    return this.log.length;
  }

  append(event: NewEvent): RoomEvent {
    const seq = this.log.length + 1;
    const logged = {
      ...event,
      room: this.id,
      seq,
      id: `${this.id}-${seq}` as EventId,
      atMs: seq * 10,
    } as RoomEvent;
    this.log.push(logged);
    return logged;
  }

  send(
    author: Author,
    fields: Partial<MessageSent> & { readonly clientId: ClientId; readonly body: Body },
  ): MessageSent {
    const n = this.log.filter(({ type }) => type === "message.sent").length + 1;
    return this.append({ type: "message.sent", author, n, ...fields }) as MessageSent;
  }

  sentAs(author: UserId, clientId: ClientId): MessageSent[] {
    return this.log.filter((event): event is MessageSent => {
      return event.type === "message.sent" && event.clientId === clientId && userOf(event.author) === author;
    });
  }

  /** Every message as it is now. */
  messages(): Map<Seq, Message> {
    const folds = new Map<Seq, Fold>();
    for (const event of this.log) fold(folds, event);
    return new Map([...folds].map(([seq, one]) => [seq, readFold(one)]));
  }

  /** What a room or a thread shows, in order. */
  shown(threadRoot: Seq | null): Message[] {
    return [...this.messages().values()].filter((message) =>
      threadRoot === null
        ? message.threadRoot === undefined || message.alsoInRoom
        : message.threadRoot === threadRoot,
    );
  }

  notices(): Notice[] {
    return this.log.filter(isNotice);
  }

  /** Log entries as they read now: erased bodies are gone, edits carry the newest one. */
  entries(since: Seq): RoomEvent[] {
    const messages = this.messages();
    return this.log.slice(since).map((event) => {
      if (event.type === "message.edited")
        return { ...event, body: messages.get(event.target)?.body ?? null };
      if (event.type !== "message.sent") return event;
      const { body = null, editedAtMs } = messages.get(event.seq) ?? {};
      return { ...event, body, ...(editedAtMs !== undefined && { editedAtMs }) };
    });
  }

  page(
    asked: { before?: Seq; after?: Seq; around?: Seq; threadRoot?: Seq; limit?: number },
    reader: UserId,
  ): Page {
    const limit = asked.limit ?? 8;
    const shown = this.shown(asked.threadRoot ?? null);
    const { messages, hasBefore, hasAfter } = cut(shown, asked, limit);
    const first = hasBefore ? (messages[0]?.seq ?? this.lastSeq) : 1;
    const last = hasAfter ? (messages.at(-1)?.seq ?? 0) : this.lastSeq;
    const from = asked.after === undefined ? first : asked.after + 1;
    const to = asked.before === undefined ? last : asked.before - 1;
    const notices =
      asked.threadRoot === undefined ? this.notices().filter(({ seq }) => seq >= from && seq <= to) : [];
    const read = messages.map((message) => markMine(message, reader));
    return { messages: read, notices, hasBefore, hasAfter, uptoSeq: this.lastSeq, users: [] };
  }

  unread(user: UserId): number {
    const readSeq = this.members.get(user) ?? 0;
    return this.shown(null).filter(
      ({ seq, author, body }) => seq > readSeq && body !== null && userOf(author) !== user,
    ).length;
  }

  summary({ id }: UserCard): RoomSummary {
    return createSummary({
      id: this.id,
      title: this.id,
      memberCount: this.members.size,
      lastSeq: this.lastSeq,
      lastMessage: this.shown(null).at(-1) ?? null,
      readSeq: this.members.get(id) ?? 0,
      unread: this.unread(id),
    });
  }
}

/** The message as one person's page has it. */
export function markMine(message: Message, reader: UserId): Message {
  if (!message.reactions) return message;
  const reactions = message.reactions.map((reaction) =>
    reaction.users.includes(reader) ? { ...reaction, mine: true as const } : reaction,
  );
  return { ...message, reactions };
}

export function userOf(author: Author): UserId | null {
  return "user" in author ? author.user : null;
}

function cut(shown: Message[], asked: { before?: Seq; after?: Seq; around?: Seq }, limit: number) {
  const { before = Number.MAX_SAFE_INTEGER, after, around } = asked;
  if (around !== undefined) {
    const half = Math.ceil(limit / 2);
    const older = shown.filter(({ seq }) => seq <= around);
    const newer = shown.filter(({ seq }) => seq > around);
    const messages = [...older.slice(-half), ...newer.slice(0, half)];
    return { messages, hasBefore: older.length > half, hasAfter: newer.length > half };
  }
  if (after !== undefined) {
    const newer = shown.filter(({ seq }) => seq > after);
    return { messages: newer.slice(0, limit), hasBefore: after > 0, hasAfter: newer.length > limit };
  }
  const older = shown.filter(({ seq }) => seq < before);
  return {
    messages: older.slice(-limit),
    hasBefore: older.length > limit,
    hasAfter: asked.before !== undefined,
  };
}

function fold(folds: Map<Seq, Fold>, event: RoomEvent): void {
  if (event.type === "message.sent") {
    const { type: _, ...message } = event;
    folds.set(event.seq, { message, reactions: [] });
    const root = event.threadRoot === undefined ? undefined : folds.get(event.threadRoot);
    if (root) countReplies(root, 1, event.atMs);
  }
  const target = "target" in event ? folds.get(event.target) : undefined;
  if (!target) return;
  change(folds, target, event);
}

function change(folds: Map<Seq, Fold>, target: Fold, event: RoomEvent): void {
  const put = (fields: object) => {
    target.message = { ...target.message, ...fields };
  };
  switch (event.type) {
    case "message.edited":
      return put({ body: event.body, editedAtMs: event.atMs });
    case "message.pinned":
      return put({ pinned: true });
    case "message.unpinned":
      return put({ pinned: undefined });
    case "reaction.added":
      target.reactions.push({ emoji: event.emoji, user: userOf(event.author) as UserId });
      return;
    case "reaction.removed":
      target.reactions.splice(
        target.reactions.findIndex((one) => isSame(one, event)),
        1,
      );
      return;
    case "message.deleted":
      return erase(folds, target, event);
  }
}

function isSame(one: { emoji: string; user: UserId }, event: RoomEvent & { emoji: string }): boolean {
  return one.emoji === event.emoji && one.user === userOf(event.author);
}

function erase(folds: Map<Seq, Fold>, target: Fold, { atMs, author }: RoomEvent): void {
  target.reactions.length = 0;
  const { pinned: _, ...message } = target.message;
  target.message = { ...message, body: null, deletedAtMs: atMs, deletedBy: author };
  const root = message.threadRoot === undefined ? undefined : folds.get(message.threadRoot);
  if (root) countReplies(root, -1, 0);
}

function countReplies(root: Fold, by: number, atMs: number): void {
  const replies = (root.message.thread?.replies ?? 0) + by;
  const lastAtMs = by > 0 ? atMs : (root.message.thread?.lastAtMs ?? 0);
  root.message = { ...root.message, thread: replies > 0 ? { replies, lastAtMs } : (undefined as never) };
}

function readFold({ message, reactions }: Fold): Message {
  const byEmoji = Map.groupBy(reactions, ({ emoji }) => emoji);
  const counted = [...byEmoji].map(([emoji, all]) => ({
    emoji,
    count: all.length,
    users: all.map(({ user }) => user),
  }));
  const whole = counted.length > 0 ? { ...message, reactions: counted } : message;
  return JSON.parse(JSON.stringify(whole)) as Message;
}
