import type { CommandType, Role, RoomKind } from "@hearth/protocol";

/** What a person must be in a room to do something; `nobody`: not in this kind of room. */
type Least = Role | "nobody";
interface Right {
  readonly group: Least;
  readonly direct: Least;
}

const everyMember: Right = { group: "member", direct: "member" };
const moderators: Right = { group: "moderator", direct: "nobody" };
const owners: Right = { group: "owner", direct: "nobody" };

/**
 * The one table of rights: role × command. Every door ends here, because every change does.
 * Commands that are not listed need no role in a room (they check what they need themselves).
 */
export const roomRights = {
  "message.send": everyMember,
  "message.edit": everyMember, // of one's own, see messages/changes.ts
  "message.delete": everyMember, // of one's own; others' below
  "message.deleteOthers": moderators,
  // Calling everyone at once, with `@here`.
  "mention.here": { group: "moderator", direct: "member" },
  "message.forward": everyMember,
  "message.save": everyMember,
  "room.setAttention": everyMember,
  "read.unmark": everyMember,
  "seen.list": everyMember,
  "thread.follow": everyMember,
  "thread.unfollow": everyMember,
  "thread.read": everyMember,
  "message.pin": { group: "moderator", direct: "member" },
  "message.unpin": { group: "moderator", direct: "member" },
  "reaction.add": everyMember,
  "reaction.remove": everyMember,
  "read.mark": everyMember,
  "typing.set": everyMember,
  "room.leave": { group: "member", direct: "nobody" },
  "room.invite": { group: "member", direct: "nobody" },
  "room.setTopic": moderators,
  "room.rename": moderators,
  "room.archive": owners,
  "room.unarchive": owners,
  "room.delete": owners,
  "room.handOver": owners,
  "member.setRole": owners,
  "room.setRules": moderators,
  "guest.remove": moderators,
  "guest.setRole": owners,
  "speaker.set": moderators,
  "tags.send": everyMember,
  "member.remove": moderators,
  "member.ban": moderators,
  "member.unban": moderators,
  "ban.list": moderators,
} as const satisfies Partial<Record<CommandType | "message.deleteOthers" | "mention.here", Right>>;
export type RoomRight = keyof typeof roomRights;

const rank: Record<Least, number> = { member: 1, moderator: 2, owner: 3, nobody: 4 };

/** May someone with this role do this in a room of this kind? */
export function mayInRoom(role: Role, right: RoomRight, kind: RoomKind): boolean {
  const { group, direct } = roomRights[right];
  return rank[role] >= rank[kind === "direct" ? direct : group];
}

/** Can nobody do this in a room of this kind, whatever the role? */
export function isClosedTo(right: RoomRight, kind: RoomKind): boolean {
  return kind === "direct" && roomRights[right].direct === "nobody";
}

/** Does `a` stand above `b`? Nobody acts against equals or higher ones. */
export function outranks(a: Role, b: Role): boolean {
  return rank[a] > rank[b];
}

/** The higher of two roles. */
export function higherRole(a: Role, b: Role): Role {
  return rank[a] >= rank[b] ? a : b;
}
