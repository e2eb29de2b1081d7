import { type CommandOf, Refusal } from "@hearth/protocol";
import { readStanding } from "../access/standing.ts";
import { type CopyQuotas, copyFiles, needCopySpace } from "../files/copies.ts";
import type { Turn } from "../turn.ts";
import { needHeard, needOpen, needWriter, readMessage } from "./changes.ts";
import { formatEvent } from "./format-event.ts";

/** The command with what the host allows; core adds that, nobody else can. */
export type ForwardDeed = CommandOf<"message.forward"> & { readonly quotas: CopyQuotas };

/**
 * Says a message again elsewhere, with who said it first. Text and files are read here, so that nobody can put words
 * into a mouth, or reach a file that they may not read.
 */
export async function forwardMessage(turn: Turn, c: ForwardDeed): Promise<unknown> {
  const first = await turn.tx.eventByClientId(c.room, turn.actor, c.clientId);
  if (first) return { event: formatEvent(first) };
  const { role } = await readStanding(turn.tx, c.from.room, turn.actor);
  if (!role) throw new Refusal("member_missing");
  const source = await readMessage(turn, c.from.room, c.from.seq);
  const { body } = source.message;
  if (body?.kind !== "text") throw new Refusal("message_missing");
  const { room } = await needWriter(turn, c.room);
  needOpen(room);
  await needHeard(turn, room);
  const files = await turn.tx.filesOf(c.from.room, c.from.seq);
  if (files.length > 0) await needCopySpace(turn, room.id, files, c.quotas);
  // Whom the text names was named there, not here.
  const { mentions: _, ...text } = body;
  const message = {
    clientId: c.clientId,
    body: { ...text, forwardedFrom: body.forwardedFrom ?? source.author },
    replyTo: null,
    threadRoot: null,
    alsoInRoom: false,
  };
  const row = await turn.append({ room: c.room, type: "message.sent", message });
  await copyFiles(turn, row, files);
  return { event: formatEvent(row) };
}
