import type { RoomId, Seq } from "./ids.ts";
import { sizes } from "./limits.ts";

const utf8 = new TextEncoder();
/** Direction marks and overrides can make `gnp.exe` of `exe.png`. */
const unfit = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069/\\]/u;

/** Is this a name for a file: one line in any script, never a path, short enough? */
export function isFileName(name: string): boolean {
  if (name.trim() === "" || /^\.+$/.test(name) || unfit.test(name)) return false;
  return name.length <= sizes.maxFileNameBytes && utf8.encode(name).length <= sizes.maxFileNameBytes;
}

/** A name that `isFileName`, as close as can be to the one a file has on its device. */
export function formatFileName(name: string): string {
  const characters = [...name.slice(0, 1_000).normalize("NFC")].map((one) => (unfit.test(one) ? "_" : one));
  while (utf8.encode(characters.join("")).length > sizes.maxFileNameBytes) {
    // The ending tells what it is, so the middle goes.
    characters.splice(Math.max(0, characters.length - 17), 1);
  }
  const fitting = characters.join("").trim();
  return fitting === "" || /^\.+$/.test(fitting) ? "file" : fitting;
}

/** Where a message's file is read by those who may read the message. */
export function formatFilePath(room: RoomId, seq: Seq, file: number): string {
  return `/files/${room}/${seq}/${file}`;
}

/** Where uploads are begun (tus 1.0.0: creation, termination); each one's own address follows. */
export const uploadsPath = "/uploads";
