import { type Attachment, formatFilePath, type RoomId, type Seq } from "@hearth/protocol";

/** Where a message's files are; `seq` is missing while the message is on its way. */
export interface FilePlace {
  readonly room: RoomId;
  readonly seq: Seq | null;
  /** Who sent it and when, for pictures that are not described. */
  readonly from: string;
  readonly time: string;
  /** Of the controls inside. */
  readonly tabIndex: number;
}

export interface FileProps {
  readonly attachment: Attachment;
  readonly place: FilePlace;
}

export function urlOf({ room, seq }: FilePlace, file: number): string {
  return seq === null ? "" : formatFilePath(room, seq, file);
}

/** Offered for saving, whatever it is. */
export function saveUrlOf(place: FilePlace, file: number): string {
  return `${urlOf(place, file)}?save`;
}
