import type { Client } from "@hearth/client";
import type { RoomId, Seq } from "@hearth/protocol";
import { exitCodes } from "../command/exit-codes.ts";
import type { Values } from "../command/parse-arguments.ts";
import type { Task } from "../command/subcommand.ts";
import { Output } from "../print/output.ts";
import { findRoom } from "../session/find-room.ts";
import { runAs } from "../session/run-as.ts";
import { LogReader } from "./read-log.ts";

const usualLines = 10;
/** Without `--follow` somebody waits for the end. */
const awayMs = 30_000;

/** `hearth tail ROOM [--since SEQ] [--follow]`. */
export function createTail(version: string): Task {
  return (values) =>
    runAs(values, version, async (client) => {
      const room = await findRoom(client, { text: values.need("ROOM"), mayJoin: values.has("join") });
      const isFollowing = values.has("follow");
      const since = await findStart(client, room, values);
      const waitMs = isFollowing ? Number.POSITIVE_INFINITY : awayMs;
      const reader = new LogReader(client, room, new Output(values.has("json")), { since, waitMs });
      await reader.catchUp();
      if (isFollowing) await reader.follow(untilInterrupted());
      return exitCodes.done;
    });
}

/** `--since`, else before the last `--lines` messages. */
async function findStart(client: Client, room: RoomId, values: Values): Promise<Seq> {
  const since = values.integer("since", { min: 0, max: Number.MAX_SAFE_INTEGER });
  if (since !== undefined) return since;
  const limit = values.integer("lines", { min: 0, max: 100 }) ?? usualLines;
  const page = await client.ask({ type: "history.page", room, limit: Math.max(1, limit) });
  const first = limit === 0 ? undefined : page.messages[0]?.seq;
  return first === undefined ? page.uptoSeq : first - 1;
}

function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
}
