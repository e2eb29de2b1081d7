import { type CommandOf, Refusal } from "@hearth/protocol";
import { needMember } from "../access/standing.ts";
import { caps } from "../limits/caps.ts";
import type { Turn } from "../turn.ts";
import { readMessage } from "./changes.ts";

/** Keeps a message where one finds it again, or takes it off that list. */
export async function saveMessage(
  turn: Turn,
  c: CommandOf<"message.save" | "message.unsave">,
): Promise<unknown> {
  const on = c.type === "message.save";
  if (on) {
    await needMember(turn.tx, c.room, turn.actor, "message.save");
    await readMessage(turn, c.room, c.seq);
  }
  const isSaved = (await turn.tx.get("saved", turn.user, c.room, c.seq)) !== undefined;
  if (isSaved === on) return {};
  if (on) await needSpace(turn);
  if (on) await turn.tx.put("saved", { user: turn.user, room: c.room, seq: c.seq, atMs: turn.atMs });
  else await turn.tx.remove("saved", turn.user, c.room, c.seq);
  await turn.tell(turn.user, { type: "saved.changed", room: c.room, seq: c.seq, on });
  return {};
}

async function needSpace(turn: Turn): Promise<void> {
  const { rows } = await turn.tx.savedBy(turn.user, null, caps.maxSavedPerUser);
  if (rows.length >= caps.maxSavedPerUser) throw new Refusal("saved_too_many", { max: caps.maxSavedPerUser });
}
