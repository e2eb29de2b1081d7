import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { basename, extname, join, resolve } from "node:path";
import type { Message } from "@hearth/protocol";
import { CommandError, exitCodes } from "../command/exit-codes.ts";
import { saveStream } from "../scripts/save-stream.ts";
import { askHost } from "../session/host-files.ts";
import { sendFile } from "../session/send-file.ts";
import type { Chat, FilePlace } from "./chat.ts";
import { formatBytes } from "./text/describe-file.ts";

/** Small enough that a slow network shows progress. */
const chunkBytes = 512 * 1024;

/** `/send PATH [TEXT]`: the line above the composer says how far it is; one can write on meanwhile. */
export async function sendPath(chat: Chat, rest: string): Promise<void> {
  const place = chat.place.peek();
  if (!place) throw new CommandError(exitCodes.refused, "Go into a room first: /join ROOM");
  const { path, text } = readWish(rest);
  const name = basename(path);
  await sendFile(chat.client, needFiles(chat).profile, {
    room: place.room,
    path,
    text,
    ...(place.thread !== null && { thread: place.thread }),
    chunkBytes,
    onProgress: (sent, total) =>
      chat.tell(`Sending ${name}: ${percent(sent, total)} % of ${formatBytes(total)}`),
  });
  chat.tell(`${name} is sent.`);
}

/** The whole rest is a path when there is such a file; else its first word, or what stands in quotation marks. */
function readWish(rest: string): { readonly path: string; readonly text: string } {
  const whole = expandHome(rest.trim());
  if (existsSync(whole)) return { path: whole, text: "" };
  const [, quoted, plain, text = ""] = /^(?:"([^"]+)"|(\S+))\s*(.*)$/su.exec(rest) ?? [];
  return { path: expandHome(quoted ?? plain ?? ""), text };
}

function expandHome(path: string): string {
  return path === "~" || path.startsWith("~/") ? join(homedir(), path.slice(1)) : resolve(path);
}

/** Files and folders whose path begins so, as one would type them. */
export function listPaths(start: string): readonly string[] {
  const folder = start.endsWith("/") || start === "" ? start : start.slice(0, start.lastIndexOf("/") + 1);
  const name = start.slice(folder.length);
  try {
    return readdirSync(expandHome(folder === "" ? "." : folder), { withFileTypes: true })
      .filter((entry) => entry.name.startsWith(name) && (name !== "" || !entry.name.startsWith(".")))
      .map((entry) => `${folder}${entry.name}${entry.isDirectory() ? "/" : ""}`)
      .sort();
  } catch {
    return [];
  }
}

/** Saves a message's files where the program was started, and says where they are. */
export async function saveFiles(chat: Chat, message: Message): Promise<void> {
  const saved = await download(chat, message, needFiles(chat).folder);
  chat.tell(`Saved: ${saved.join(", ")}`);
}

/** Opens a message's files with the programs the machine has for them. */
export async function openFiles(chat: Chat, message: Message): Promise<void> {
  // A folder of one's own: on a machine of many nobody else can lay something there before.
  const folder = mkdtempSync(join(tmpdir(), "hearth-"));
  for (const path of await download(chat, message, folder)) startOpener(path);
  chat.tell("Opened with the program this machine has for it.");
}

async function download(
  chat: Chat,
  { room, seq, body }: Message,
  folder: string,
): Promise<readonly string[]> {
  const files = body?.kind === "text" ? (body.attachments ?? []) : [];
  if (files.length === 0) throw new CommandError(exitCodes.refused, "This message has no file.");
  const saved: string[] = [];
  for (const { file, name } of files) {
    const path = findFreePath(folder, basename(name));
    chat.tell(`Fetching ${name}`);
    await saveStream(await askHost(needFiles(chat).profile, `/files/${room}/${seq}/${file}?save`), path);
    saved.push(path);
  }
  return saved;
}

/** `plan.pdf`, `plan (2).pdf` …: what is there is never replaced. */
function findFreePath(folder: string, name: string): string {
  const ending = extname(name);
  const head = name.slice(0, name.length - ending.length);
  for (let attempt = 1; ; attempt += 1) {
    const path = join(folder, attempt === 1 ? name : `${head} (${attempt})${ending}`);
    if (!existsSync(path)) return path;
  }
}

const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
};

function startOpener(path: string): void {
  const [program, ...before] = openers[process.platform] ?? (["xdg-open"] as const);
  const child = spawn(program, [...before, path], { detached: true, stdio: "ignore" });
  // Without a desktop there is no such program; the file is there all the same.
  child.on("error", () => undefined);
  child.unref();
}

function needFiles({ files }: Chat): FilePlace {
  if (!files) throw new CommandError(exitCodes.refused, "Files need a profile.");
  return files;
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.floor((part / whole) * 100);
}
