import type { RoomId, Seq } from "@hearth/protocol";

/** IRCv3 msgid of a log entry: its room and its place, so that it is found again without an index. */
export function formatMsgid(room: RoomId, seq: Seq): string {
  return `${room.replaceAll("-", "")}.${seq}`;
}

/** The place in this room's log that a msgid names; `null` when it is another room's or none at all. */
export function parseMsgid(text: string, room: RoomId): Seq | null {
  const [head, tail] = text.split(".");
  if (head !== room.replaceAll("-", "") || tail === undefined || !/^[1-9]\d{0,15}$/u.test(tail)) return null;
  return Number(tail);
}
