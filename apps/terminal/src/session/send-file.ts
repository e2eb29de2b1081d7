import { basename } from "node:path";
import type { Client } from "@hearth/client";
import { type MessageSent, type RoomId, type Seq, Unavailable, type UploadId } from "@hearth/protocol";
import { CommandError, exitCodes } from "../command/exit-codes.ts";
import type { Profile } from "../profiles/profile.ts";
import { askHost } from "./host-files.ts";
import { askSteadily, newClientId } from "./session.ts";

/** As the host asks: see docs/spec/files.md, FILE1. */
export const maxChunkBytes = 8 * 1024 * 1024;
/** How long a host may be away in the middle. */
const awayMs = 120_000;

export interface FileWish {
  readonly room: RoomId;
  readonly path: string;
  readonly text: string;
  /** The root of the thread it goes into. */
  readonly thread?: Seq;
  /** Bytes in one request: what a broken line loses, and how often `onProgress` is called. */
  readonly chunkBytes?: number;
  readonly onProgress?: (sentBytes: number, totalBytes: number) => void;
}

/** Sends a file as a message; goes on at the place the host tells whenever the line breaks. */
export async function sendFile(client: Client, profile: Profile, wish: FileWish): Promise<MessageSent> {
  const file = Bun.file(wish.path);
  if (!(await file.exists())) throw new CommandError(exitCodes.failed, `There is no file ${wish.path}.`);
  const upload = await sendBytes(client, profile, file, wish);
  return say(client, file, upload, wish);
}

async function sendBytes(
  client: Client,
  profile: Profile,
  file: Bun.BunFile,
  { chunkBytes = maxChunkBytes, onProgress }: FileWish,
): Promise<UploadId> {
  const location = await askSteadily(client, () => begin(profile, file.size), awayMs);
  for (let at = 0; at < file.size; ) {
    onProgress?.(at, file.size);
    at = await askSteadily(client, () => sendNext(profile, location, file, chunkBytes), awayMs);
  }
  onProgress?.(file.size, file.size);
  return basename(location) as UploadId;
}

async function begin(profile: Profile, bytes: number): Promise<string> {
  const headers = { "Tus-Resumable": "1.0.0", "Upload-Length": String(bytes) };
  const response = await askHost(profile, "/uploads", { method: "POST", headers });
  const location = response.headers.get("location");
  if (location === null) throw new Unavailable("unavailable");
  return new URL(location, profile.origin).pathname;
}

async function sendNext(
  profile: Profile,
  location: string,
  file: Bun.BunFile,
  chunkBytes: number,
): Promise<number> {
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

async function say(
  client: Client,
  file: Bun.BunFile,
  upload: UploadId,
  { room, path, text, thread }: FileWish,
): Promise<MessageSent> {
  const type = file.type.split(";")[0] || "application/octet-stream";
  const attachments = [{ file: 1, name: basename(path), type, bytes: file.size }];
  const clientId = newClientId();
  const ask = () =>
    client.ask({
      type: "message.send",
      room,
      clientId,
      body: { kind: "text", text, attachments },
      files: [upload],
      ...(thread !== undefined && { threadRoot: thread }),
    });
  return (await askSteadily(client, ask, awayMs)).event;
}
