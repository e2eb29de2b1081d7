import { Refusal, type RoomId } from "@hearth/protocol";
import type { EventRow, FileRow } from "../rows.ts";
import type { Turn } from "../turn.ts";
import { count, holdBlob, readUsage } from "./changes.ts";
import type { FileLimits } from "./files.ts";

/** What the host allows; plain numbers, so that they travel with the deed. */
export type CopyQuotas = Pick<FileLimits, "maxBytesPerPerson" | "maxBytesPerRoom" | "maxBytesInAll">;

/**
 * Is there room for these files once more? A copy counts whole for who makes it, as if they had sent it themselves:
 * that its bytes are kept once shows nowhere. Guests have no files.
 */
export async function needCopySpace(
  turn: Turn,
  room: RoomId,
  files: readonly FileRow[],
  { maxBytesPerPerson, maxBytesPerRoom, maxBytesInAll }: CopyQuotas,
): Promise<void> {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const isOver = async (owner: Parameters<typeof readUsage>[1], maxBytes: number): Promise<boolean> =>
    (await readUsage(turn, owner)).bytes + bytes > maxBytes;
  if (await isOver(turn.user, maxBytesPerPerson))
    throw new Refusal("files_full_person", { maxBytes: maxBytesPerPerson });
  if (await isOver(room, maxBytesPerRoom))
    throw new Refusal("files_full_room", { maxBytes: maxBytesPerRoom });
  if (await isOver("community", maxBytesInAll))
    throw new Refusal("files_full_community", { maxBytes: maxBytesInAll });
}

/** The same files, named by one more message: they stay when the first one goes. */
export async function copyFiles(
  turn: Turn,
  { room, seq }: EventRow,
  files: readonly FileRow[],
): Promise<void> {
  for (const { n, hash, bytes } of files) {
    await turn.tx.put("files", { room, seq, n, hash, bytes, user: turn.user });
    for (const owner of [turn.user, room, "community"] as const) await count(turn, owner, bytes);
    await holdBlob(turn, hash);
  }
}
