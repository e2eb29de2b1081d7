import { type CommandOf, Refusal } from "@hearth/protocol";
import { readStanding } from "../access/standing.ts";
import type { Turn } from "../turn.ts";
import { needHeard, needOpen, needWriter, readMessage } from "./changes.ts";
import { formatEvent } from "./format-event.ts";

/** Says a text again elsewhere, with who said it first. The text is read here, so that nobody can put words into a mouth. */
export async function forwardMessage(turn: Turn, c: CommandOf<"message.forward">): Promise<unknown> {
  const first = await turn.tx.eventByClientId(c.room, turn.actor, c.clientId);
  if (first) return { event: formatEvent(first) };
  const { role } = await readStanding(turn.tx, c.from.room, turn.actor);
  if (!role) throw new Refusal("member_missing");
  const source = await readMessage(turn, c.from.room, c.from.seq);
  const { body } = source.message;
  if (body?.kind !== "text" || body.attachments) throw new Refusal("forward_files");
  const room = await needWriter(turn, c.room);
  needOpen(room);
  await needHeard(turn, room);
  // Whom the text names was named there, not here.
  const { mentions: _, ...text } = body;
  const message = {
    clientId: c.clientId,
    body: { ...text, forwardedFrom: body.forwardedFrom ?? source.author },
    replyTo: null,
    threadRoot: null,
    alsoInRoom: false,
  };
  return { event: formatEvent(await turn.append({ room: c.room, type: "message.sent", message })) };
}
