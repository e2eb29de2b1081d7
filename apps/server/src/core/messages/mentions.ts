import type { Body, Mention, RoomId, Seq, UserId } from "@hearth/protocol";
import { mayInRoom } from "../access/rights.ts";
import type { Standing } from "../access/standing.ts";
import type { MentionRow } from "../rows.ts";
import type { Turn } from "../turn.ts";
import { findMentions } from "./find-mentions.ts";

/** The body with what it names; `@here` and `@moderators` mean something where the author may call them. */
export async function nameMentions(turn: Turn, { room, role }: Standing, body: Body): Promise<Body> {
  if (body.kind !== "text" || !body.text.includes("@")) return body;
  const found = await findMentions(turn.tx, room.id, body.text);
  const mentions = found.filter(
    ({ group }) => group !== "here" || (role && mayInRoom(role, "mention.here", room.kind)),
  );
  return mentions.length === 0 ? body : { ...body, mentions };
}

/** Keeps whom an edited message names, instead of whom it named before. */
export async function replaceMentions(turn: Turn, room: RoomId, seq: Seq, body: Body | null): Promise<void> {
  for (const { who } of await turn.tx.mentionsOn(room, seq)) await turn.tx.remove("mentions", room, seq, who);
  await keepMentions(turn, room, seq, body);
}

/** Keeps whom a message names. Whoever blocked the author is not called. */
export async function keepMentions(turn: Turn, room: RoomId, seq: Seq, body: Body | null): Promise<void> {
  const author = "user" in turn.actor ? turn.actor.user : "";
  for (const mention of mentionsOf(body)) {
    const who = mention.user ?? (`*${mention.group}` as MentionRow["who"]);
    if (mention.user && author !== "" && (await isBlocked(turn, mention.user, author))) continue;
    await turn.tx.put("mentions", { room, seq, who, author, atMs: turn.atMs });
  }
}

/** Does `user` not want to hear from `other`? */
export async function isBlocked(turn: Turn, user: UserId, other: UserId): Promise<boolean> {
  return (await turn.tx.get("blocks", user, other)) !== undefined;
}

function mentionsOf(body: Body | null): readonly Mention[] {
  return body?.kind === "text" ? (body.mentions ?? []) : [];
}
