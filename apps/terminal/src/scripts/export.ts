import { CommandError, exitCodes } from "../command/exit-codes.ts";
import type { Values } from "../command/parse-arguments.ts";
import type { Task } from "../command/subcommand.ts";
import { chooseProfileName, Profiles } from "../profiles/profiles.ts";
import { findRoom } from "../session/find-room.ts";
import { askHost } from "../session/host-files.ts";
import { readDay } from "../session/read-day.ts";
import { needAnswer, runAs } from "../session/run-as.ts";
import { readPieces, saveStream } from "./save-stream.ts";

const formats = ["html", "text", "jsonl"];

/** `hearth export ROOM [--format html|text|jsonl] [--output FILE]`. */
export function createExport(version: string): Task {
  return async (values) => {
    const question = readQuestion(values);
    const room = await runAs(values, version, (client) =>
      findRoom(client, { text: values.need("ROOM"), mayJoin: false }),
    );
    const profile = new Profiles().need(chooseProfileName(values.get("profile")));
    await needAnswer(async () => {
      const response = await askHost(profile, `/api/export/${room}?${question}`);
      const path = values.get("output");
      if (path !== undefined) await saveStream(response, path);
      else for await (const piece of readPieces(response)) await writeOut(piece);
    });
    return exitCodes.done;
  };
}

function readQuestion(values: Values): string {
  const format = values.get("format") ?? "text";
  if (!formats.includes(format)) {
    throw new CommandError(exitCodes.usage, `--format takes one of ${formats.join(", ")}, not "${format}".`);
  }
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const [from, to] = [readDay(values, "from"), readDay(values, "to")];
  return new URLSearchParams({
    format,
    ...(timeZone && { zone: timeZone }),
    ...(from !== undefined && { from: String(from) }),
    ...(to !== undefined && { to: String(to) }),
  }).toString();
}

function writeOut(piece: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(piece, (error) => (error ? reject(error) : resolve()));
  });
}
