import type { Mention, Message, Role, UserId } from "@hearth/protocol";

/** Does a mention mean this reader, alone or as one of many? */
export function namesMe({ user, group }: Mention, me: UserId | undefined, role: Role): boolean {
  if (group === undefined) return user === me;
  return group === "here" || role !== "member";
}

/** Does a message of somebody else name this reader? */
export function callsMe({ body, author }: Message, me: UserId | undefined, role: Role): boolean {
  if (body?.kind !== "text" || !body.mentions || ("user" in author && author.user === me)) return false;
  return body.mentions.some((mention) => namesMe(mention, me, role));
}
