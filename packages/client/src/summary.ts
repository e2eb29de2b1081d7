import type { Role, RoomEvent, RoomSummary, UserId } from "@hearth/protocol";
import { createMessage, foldEvent, isShownInRoom, targetsOf } from "./fold.ts";

const ranks: Readonly<Record<Role, number>> = { owner: 2, moderator: 1, member: 0 };

/** Who looks at the room: their role in the community also counts inside a room. */
export interface Reader {
  readonly id: UserId;
  readonly role: Role;
}

/** Folds a log entry into a room's summary; `unread` and `readSeq` are kept elsewhere. */
export function foldSummary(summary: RoomSummary, event: RoomEvent, reader: Reader | null): RoomSummary {
  return {
    ...foldMessages(summary, event, reader?.id),
    ...foldRoom(summary, event, reader),
    lastSeq: event.seq,
  };
}

function foldMessages(summary: RoomSummary, event: RoomEvent, me: UserId | undefined): RoomSummary {
  if (event.type === "message.sent" && isShownInRoom(event))
    return { ...summary, lastMessage: createMessage(event) };
  const { lastMessage } = summary;
  if (!lastMessage || !targetsOf(event).includes(lastMessage.seq)) return summary;
  return { ...summary, lastMessage: foldEvent(lastMessage, event, me) };
}

function foldRoom(summary: RoomSummary, event: RoomEvent, reader: Reader | null): Partial<RoomSummary> {
  switch (event.type) {
    case "room.renamed":
      return { title: event.title };
    case "topic.changed":
      return { topic: event.topic };
    case "room.archived":
      return { archivedAtMs: event.atMs };
    case "room.unarchived":
      return { archivedAtMs: null };
    case "member.joined":
      return { memberCount: summary.memberCount + 1 };
    case "member.left":
    case "member.removed":
      return { memberCount: summary.memberCount - 1 };
    case "role.changed":
      return reader?.id === event.user ? { myRole: roleIn(summary, event.role, reader) } : {};
    default:
      return {};
  }
}

function roleIn({ kind }: RoomSummary, role: Role, reader: Reader): Role {
  return kind !== "direct" && ranks[reader.role] > ranks[role] ? reader.role : role;
}
