import { type CommandOf, Refusal } from "@hearth/protocol";
import type { Turn } from "../turn.ts";

/** A person hears no more of another: no direct chats, no mentions, no invitations. The other is not told. */
export async function blockPerson(
  turn: Turn,
  c: CommandOf<"person.block" | "person.unblock">,
): Promise<unknown> {
  const on = c.type === "person.block";
  if (c.user === turn.user || !(await turn.tx.get("users", c.user))) throw new Refusal("user_missing");
  if (((await turn.tx.get("blocks", turn.user, c.user)) !== undefined) === on) return {};
  if (on) await turn.tx.put("blocks", { user: turn.user, blocked: c.user, atMs: turn.atMs });
  else await turn.tx.remove("blocks", turn.user, c.user);
  await turn.tell(turn.user, { type: "block.changed", user: c.user, on });
  return {};
}
