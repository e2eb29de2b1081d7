import { basename } from "node:path";
import type { Client } from "@hearth/client";
import { type RoomId, Unavailable, type UploadId } from "@hearth/protocol";
import { CommandError, exitCodes } from "../command/exit-codes.ts";
import type { Task } from "../command/subcommand.ts";
import { Names, recordOfEvent } from "../print/entry.ts";
import { Output } from "../print/output.ts";
import type { Profile } from "../profiles/profile.ts";
import { chooseProfileName, Profiles } from "../profiles/profiles.ts";
import { findRoom } from "../session/find-room.ts";
import { askHost } from "../session/host-files.ts";
import { runAs } from "../session/run-as.ts";
import { askSteadily, newClientId } from "../session/session.ts";

/** As the host asks: see docs/spec/files.md, FILE1. */
const chunkBytes = 8 * 1024 * 1024;
/** How long a host may be away in the middle. */
const awayMs = 120_000;

/** `hearth upload ROOM FILE [--text TEXT]`. */
export function createUpload(version: string): Task {
  return (values) =>
    runAs(values, version, async (client) => {
      const path = values.need("FILE");
      const file = Bun.file(path);
      if (!(await file.exists())) throw new CommandError(exitCodes.failed, `There is no file ${path}.`);
      const room = await findRoom(client, { text: values.need("ROOM"), mayJoin: values.has("join") });
      const profile = new Profiles().need(chooseProfileName(values.get("profile")));
      const upload = await send(client, profile, file);
      const event = await say(client, room, { path, file, upload, text: values.get("text") ?? "" });
      const names = new Names();
      const me = client.me.peek();
      if (me) names.learn([me]);
      await new Output(values.has("json")).write(recordOfEvent(event, names), () => null);
      return exitCodes.done;
    });
}

/** Goes on at the place the host tells whenever the line breaks. */
async function send(client: Client, profile: Profile, file: Bun.BunFile): Promise<UploadId> {
  const location = await askSteadily(client, () => begin(profile, file.size), awayMs);
  let at = 0;
  while (at < file.size) {
    at = await askSteadily(client, () => sendNext(profile, location, file), awayMs);
  }
  return basename(location) as UploadId;
}

async function begin(profile: Profile, bytes: number): Promise<string> {
  const headers = { "Tus-Resumable": "1.0.0", "Upload-Length": String(bytes) };
  const response = await askHost(profile, "/uploads", { method: "POST", headers });
  const location = response.headers.get("location");
  if (location === null) throw new Unavailable("unavailable");
  return new URL(location, profile.origin).pathname;
}

async function sendNext(profile: Profile, location: string, file: Bun.BunFile): Promise<number> {
  const headers = { "Tus-Resumable": "1.0.0" };
  const at = offsetOf(await askHost(profile, location, { method: "HEAD", headers }));
  if (at >= file.size) return at;
  const response = await askHost(profile, location, {
    method: "PATCH",
    headers: {
      ...headers,
      "Upload-Offset": String(at),
      "Content-Type": "application/offset+octet-stream",
    },
    body: file.slice(at, at + chunkBytes, "application/offset+octet-stream"),
  });
  return offsetOf(response);
}

function offsetOf(response: Response): number {
  const offset = Number(response.headers.get("upload-offset") ?? Number.NaN);
  if (Number.isSafeInteger(offset)) return offset;
  throw new Unavailable("unavailable");
}

interface Said {
  readonly path: string;
  readonly file: Bun.BunFile;
  readonly upload: UploadId;
  readonly text: string;
}

async function say(client: Client, room: RoomId, { path, file, upload, text }: Said) {
  const type = file.type.split(";")[0] || "application/octet-stream";
  const attachment = { file: 1, name: basename(path), type, bytes: file.size };
  const clientId = newClientId();
  const body = { kind: "text", text, attachments: [attachment] } as const;
  const ask = () =>
    client.ask({
      type: "message.send",
      room,
      clientId,
      body: { ...body, attachments: [...body.attachments] },
      files: [upload],
    });
  return (await askSteadily(client, ask, awayMs)).event;
}
