import { createInterface } from "node:readline";
import type { Client } from "@hearth/client";
import { type ClientId, Refusal, type RoomId, sizes } from "@hearth/protocol";
import { CommandError, exitCodes } from "../command/exit-codes.ts";
import type { Task } from "../command/subcommand.ts";
import { Names, recordOfEvent } from "../print/entry.ts";
import { Output } from "../print/output.ts";
import { findRoom } from "../session/find-room.ts";
import { runAs } from "../session/run-as.ts";
import { askSteadily, newClientId } from "../session/session.ts";
import { describeRefusal } from "../words/refusals.ts";

/** How long a host may be away in the middle. */
const awayMs = 120_000;

export interface SendParts {
  readonly version: string;
  readonly input: NodeJS.ReadableStream;
}

/** `hearth send ROOM TEXT|-`. */
export function createSend({ version, input }: SendParts): Task {
  return (values) =>
    runAs(values, version, async (client) => {
      const room = await findRoom(client, { text: values.need("ROOM"), mayJoin: values.has("join") });
      const output = new Output(values.has("json"));
      const text = values.need("TEXT");
      if (text === "-") await sendLines(client, room, input, output);
      else await sendText(client, room, text, output);
      return exitCodes.done;
    });
}

/** Each line is a message of its own, in order; empty ones are left out, as they would be refused. */
async function sendLines(
  client: Client,
  room: RoomId,
  input: NodeJS.ReadableStream,
  output: Output,
): Promise<void> {
  let line = 0;
  let sent = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (text.trim() === "") continue;
    try {
      await sendText(client, room, text, output);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const why = describeRefusal(error);
      throw new CommandError(exitCodes.refused, `Line ${line} was not sent, ${sent} before it were. ${why}`);
    }
    sent += 1;
  }
}

/**
 * Waits for each message before the next one leaves: only so the order holds whatever the host refuses for
 * now. Asking again names the same message, which the host takes once.
 */
async function sendText(client: Client, room: RoomId, text: string, output: Output): Promise<void> {
  const clientId: ClientId = newClientId();
  const body = { kind: "text", text: cleanText(text) } as const;
  const ask = () => client.ask({ type: "message.send", room, clientId, body });
  const { event } = await askSteadily(client, ask, awayMs);
  const names = new Names();
  const me = client.me.peek();
  if (me) names.learn([me]);
  await output.write(recordOfEvent(event, names), () => null);
}

/** Colours of other programs and other controls have no place in a message. */
function cleanText(text: string): string {
  const clean = Bun.stripANSI(text)
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F]/gu, "")
    .toWellFormed();
  if (Buffer.byteLength(clean) > sizes.maxTextBytes) {
    throw new Refusal("message_too_large", { maxBytes: sizes.maxTextBytes });
  }
  return clean;
}
