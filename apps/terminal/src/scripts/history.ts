import type { Client } from "@hearth/client";
import { type Message, type RoomId, type Seq, sizes } from "@hearth/protocol";
import { exitCodes } from "../command/exit-codes.ts";
import type { Task } from "../command/subcommand.ts";
import { formatMessage, Names, recordOfMessage } from "../print/entry.ts";
import { Output } from "../print/output.ts";
import { findRoom } from "../session/find-room.ts";
import { runAs } from "../session/run-as.ts";

/** `hearth history ROOM [--limit N] [--before SEQ]`: messages as they are now, oldest first. */
export function createHistory(version: string): Task {
  return (values) =>
    runAs(values, version, async (client) => {
      const room = await findRoom(client, { text: values.need("ROOM"), mayJoin: values.has("join") });
      const before = values.integer("before", { min: 1, max: Number.MAX_SAFE_INTEGER });
      const limit = values.integer("limit", { min: 1, max: 100_000 }) ?? 50;
      const names = new Names();
      const output = new Output(values.has("json"));
      for (const message of await readBack(client, room, { before, limit, names })) {
        await output.write(recordOfMessage(message, names), () => formatMessage(message, names));
      }
      return exitCodes.done;
    });
}

interface Stretch {
  readonly before: Seq | undefined;
  readonly limit: number;
  readonly names: Names;
}

async function readBack(client: Client, room: RoomId, { before, limit, names }: Stretch): Promise<Message[]> {
  const pages: (readonly Message[])[] = [];
  let [left, edge] = [limit, before];
  while (left > 0) {
    const page = await client.ask({
      type: "history.page",
      room,
      limit: Math.min(left, sizes.maxPage),
      ...(edge !== undefined && { before: edge }),
    });
    names.learn(page.users);
    pages.unshift(page.messages);
    left -= page.messages.length;
    edge = page.messages[0]?.seq;
    if (!page.hasBefore || edge === undefined) break;
  }
  return pages.flat();
}
