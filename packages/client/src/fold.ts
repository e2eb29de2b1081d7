import {
  type Author,
  type Message,
  type MessageSent,
  type Reaction,
  type RoomEvent,
  type Seq,
  sizes,
  type UserId,
} from "@hearth/protocol";

/** Does a room show this message, or only its thread? */
export function isShownInRoom(message: Pick<MessageSent, "threadRoot" | "alsoInRoom">): boolean {
  return message.threadRoot === undefined || message.alsoInRoom === true;
}

/** A message as its log entry alone makes it. */
export function createMessage(event: MessageSent): Message {
  const { type: _, ...message } = event;
  return message;
}

/** The messages an event changes: its target, and the root of the thread it adds to or takes from. */
export function targetsOf(event: RoomEvent): readonly Seq[] {
  switch (event.type) {
    case "message.sent":
      return event.threadRoot === undefined ? [] : [event.threadRoot];
    case "message.deleted":
      return event.threadRoot === undefined ? [event.target] : [event.target, event.threadRoot];
    case "message.edited":
    case "message.pinned":
    case "message.unpinned":
    case "reaction.added":
    case "reaction.removed":
      return [event.target];
    default:
      return [];
  }
}

/** Folds one of its events into a message, as the server's projection does for `me`. Each event must come once. */
export function foldEvent(message: Message, event: RoomEvent, me: UserId | undefined): Message {
  switch (event.type) {
    case "message.sent":
      return foldReply(message, 1, event);
    case "message.deleted":
      return event.target === message.seq ? foldDeletion(message, event) : foldReply(message, -1);
    case "message.edited":
      // Only the newest edit still has a body; an older one must not blank the message.
      return { ...message, body: event.body ?? message.body, editedAtMs: event.atMs };
    case "message.pinned":
      return { ...message, pinned: true };
    case "message.unpinned":
      return foldUnpin(message);
    case "reaction.added":
      return foldReaction(message, event, me, addUser);
    case "reaction.removed":
      return foldReaction(message, event, me, removeUser);
    default:
      return message;
  }
}

function foldDeletion(message: Message, event: RoomEvent): Message {
  const { pinned: _, reactions: __, ...rest } = message;
  return { ...rest, body: null, deletedAtMs: event.atMs, deletedBy: event.author };
}

function foldUnpin(message: Message): Message {
  const { pinned: _, ...rest } = message;
  return rest;
}

/** Who answered first is known from the replies; of a deleted one only the host knows whose last it was. */
function foldReply(root: Message, by: 1 | -1, reply?: RoomEvent): Message {
  const { thread, ...rest } = root;
  const replies = (thread?.replies ?? 0) + by;
  if (replies <= 0) return rest;
  const people = addReplier(thread?.people ?? [], reply?.author);
  const lastAtMs = reply?.atMs ?? thread?.lastAtMs ?? root.atMs;
  return { ...rest, thread: { replies, lastAtMs, ...(people.length > 0 && { people }) } };
}

function addReplier(people: readonly UserId[], author: Author | undefined): readonly UserId[] {
  if (!author || !("user" in author) || people.includes(author.user)) return people;
  return [...people, author.user].slice(0, sizes.maxThreadPeople);
}

type Change = (reaction: Reaction, user: UserId, isMe: boolean) => Reaction;

function foldReaction(
  message: Message,
  event: RoomEvent & { readonly emoji: string },
  me: UserId | undefined,
  change: Change,
): Message {
  if (!("user" in event.author) || message.body === null) return message;
  const { emoji, author } = event;
  const known = message.reactions ?? [];
  const before = known.find((reaction) => reaction.emoji === emoji) ?? { emoji, count: 0, users: [] };
  const after = change(before, author.user, author.user === me);
  const all = known.includes(before) ? known.map((one) => (one === before ? after : one)) : [...known, after];
  const { reactions: _, ...rest } = message;
  const reactions = all.filter(({ count }) => count > 0);
  return reactions.length > 0 ? { ...rest, reactions } : rest;
}

/** A page may be a moment newer than it says: what is inside already must not count twice. */
function addUser(reaction: Reaction, user: UserId, isMe: boolean): Reaction {
  const { count, users } = reaction;
  if (users.includes(user) || (isMe && reaction.mine)) return reaction;
  const named = [...users, user].slice(0, sizes.maxReactionUsers);
  return { ...reaction, count: count + 1, users: named, ...(isMe && { mine: true as const }) };
}

/** Someone who is not named counts only where not everyone is named. */
function removeUser(reaction: Reaction, user: UserId, isMe: boolean): Reaction {
  const { mine, ...rest } = reaction;
  const { count, users } = rest;
  if (isMe ? !mine : !users.includes(user) && count <= users.length) return reaction;
  const left = { ...rest, count: count - 1, users: users.filter((one) => one !== user) };
  return mine && !isMe ? { ...left, mine } : left;
}
