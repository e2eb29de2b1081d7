import type { SendOptions } from "@hearth/client";
import type { RoomId, Seq, TextBody } from "@hearth/protocol";
import { signal } from "@preact/signals";

/** Files laid beside the words of a room's composer, as far as the composer knows them. */
export interface AttachedFiles {
  readonly count: number;
  /** Sends them with these words as soon as they are whole. */
  readonly send: (words: TextBody | null, options?: SendOptions) => void;
}

/** A composer's own: that of a room, or of one of its threads. */
export type ParcelPlace = `${RoomId}/${number | ""}`;

export function placeOf(room: RoomId, threadRoot: Seq | null): ParcelPlace {
  return `${room}/${threadRoot ?? ""}`;
}

/** By place. What draws and sends them is loaded with the first file. */
export const attachedFiles = signal<ReadonlyMap<ParcelPlace, AttachedFiles>>(new Map());

/** Is any room's parcel open or on its way? */
export const hasParcels = signal(false);
