import type { ChangingCommand, RoomId, UserCard } from "@hearth/protocol";
import { Refusal, sizes } from "@hearth/protocol";
import type { Core } from "./core.ts";
import { readGuestSummary, readSummary } from "./rooms/read-summary.ts";
import type { Session } from "./session.ts";

/** What a committed command answers, where the change alone does not know it, and what it sets off beside the logs. */
export async function finishChange(
  core: Core,
  session: Session,
  command: ChangingCommand,
  result: unknown,
): Promise<unknown> {
  switch (command.type) {
    case "room.create":
    case "room.join":
    case "direct.open":
      return { room: await readOwnSummary(core, session, (result as { room: RoomId }).room) };
    case "message.send":
      if (session.user) core.typing.end(session.user, command.room);
      return result;
    case "read.mark":
      await announceSeen(core, session, command.room, (result as { readSeq: number }).readSeq);
      return result;
    case "profile.rename":
    case "profile.set":
    case "person.setRole":
      await announceCard(core, (result as { user: UserCard }).user);
      return result;
    default:
      return result;
  }
}

async function readOwnSummary(core: Core, session: Session, id: RoomId): Promise<unknown> {
  const { store } = core.parts;
  const room = await store.get("rooms", id);
  const member = session.user && (await store.get("members", id, session.user));
  const guest = session.user ? undefined : await store.get("guests", id, session.id);
  if (room && guest) return readGuestSummary(store, room, guest);
  if (!room || !member) throw new Refusal("room_missing");
  return readSummary(store, room, member);
}

/** In direct chats and small rooms whoever looks at the room sees how far one has read. */
async function announceSeen(core: Core, { user }: Session, id: RoomId, seen: number): Promise<void> {
  const room = await core.parts.store.get("rooms", id);
  if (!user || !room || room.memberCount > sizes.maxSeenMembers) return;
  const frame = { type: "seen.changed", room: id, user, seen } as const;
  core.parts.bus.publish([{ kind: "frame", topic: `presence:${id}`, frame }]);
}

/** Everyone who shares a room with the person learns the new card. */
export async function announceCard(core: Core, user: UserCard): Promise<void> {
  const { store, bus } = core.parts;
  const rooms = await store.roomsOf(user.id);
  bus.publish(
    rooms.map(({ room }) => ({
      kind: "frame",
      topic: `room:${room}`,
      frame: { type: "user.changed", user },
    })),
  );
}
