import { basename } from "node:path";
import type { Client } from "@hearth/client";
import type { RoomId } from "@hearth/protocol";
import { CommandError, exitCodes } from "../command/exit-codes.ts";
import type { Task } from "../command/subcommand.ts";
import { Output } from "../print/output.ts";
import { chooseProfileName, Profiles } from "../profiles/profiles.ts";
import { findRoom } from "../session/find-room.ts";
import { askHost } from "../session/host-files.ts";
import { needAnswer, runAs } from "../session/run-as.ts";
import { saveStream } from "./save-stream.ts";

/** `hearth download ROOM SEQ [--file N] [--output FILE]`: a file of a message. */
export function createDownload(version: string): Task {
  return async (values) => {
    const seq = Number(values.need("SEQ"));
    if (!Number.isSafeInteger(seq) || seq < 1) {
      throw new CommandError(
        exitCodes.usage,
        "SEQ is the message's place in the room, as history --json tells.",
      );
    }
    const file = values.integer("file", { min: 1, max: 100 }) ?? 1;
    const found = await runAs(values, version, async (client) => {
      const room = await findRoom(client, { text: values.need("ROOM"), mayJoin: false });
      return { room, name: await findName(client, room, seq, file) };
    });
    const profile = new Profiles().need(chooseProfileName(values.get("profile")));
    const path = values.get("output") ?? basename(found.name);
    const bytes = await needAnswer(async () =>
      saveStream(await askHost(profile, `/files/${found.room}/${seq}/${file}?save`), path),
    );
    await new Output(values.has("json")).write({ path, bytes }, () => path);
    return exitCodes.done;
  };
}

async function findName(client: Client, room: RoomId, seq: number, file: number): Promise<string> {
  const page = await client.ask({ type: "history.page", room, around: seq, limit: 1 });
  const message = page.messages.find((one) => one.seq === seq);
  const files = message?.body?.kind === "text" ? (message.body.attachments ?? []) : [];
  const found = files.find((one) => one.file === file);
  if (found) return found.name;
  throw new CommandError(exitCodes.refused, `The message ${seq} has no file ${file}.`);
}
