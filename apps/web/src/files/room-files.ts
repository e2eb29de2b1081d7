import type { Client } from "@hearth/client";
import type { Attachment, Message, RoomId } from "@hearth/protocol";
import type { PageOf } from "../app/use-pages.ts";
import { idOf } from "../timeline/items.ts";
import { nameOf } from "../timeline/room-context.ts";
import { formatWhen } from "../words/format.ts";
import type { FilePlace } from "./file-place.ts";

/** One file of a room, with the message that brought it. */
export interface RoomFile {
  readonly key: string;
  readonly message: Message;
  readonly attachment: Attachment;
  readonly place: FilePlace;
}

/** `photos`: pictures and videos. */
export type RoomFileKind = "photos" | "files";

/** Whoever looks for photos wants some, also where a hundred files came after them. */
const fewest = 12;
const mostParts = 8;

interface Wanted {
  readonly room: RoomId;
  readonly kind: RoomFileKind;
  readonly after?: string | undefined;
  /** How often the host is asked at most. */
  readonly parts?: number;
}

/** A room's files of one kind, newest first; `after` as the host gave it. */
export async function loadRoomFiles(
  client: Client,
  { room, kind, after, parts = mostParts }: Wanted,
): Promise<PageOf<RoomFile>> {
  const items: RoomFile[] = [];
  let next: string | null = after ?? null;
  for (let part = 0; part < parts; part += 1) {
    const asked = { type: "file.list", room, limit: 30, ...(next !== null && { after: next }) } as const;
    const list = await client.ask(asked);
    items.push(
      ...list.messages.flatMap((message) => filesOf(client, message)).filter((file) => isKind(file, kind)),
    );
    next = list.next;
    if (next === null || items.length >= fewest) break;
  }
  return { items, next };
}

function filesOf(client: Client, message: Message): RoomFile[] {
  const { room, seq, body, author, atMs } = message;
  if (body?.kind !== "text") return [];
  const time = formatWhen(atMs, client.serverNow());
  const place = { room, seq, from: nameOf(client, author), time, tabIndex: 0 };
  return (body.attachments ?? []).map((attachment) => ({
    key: `${idOf(author)} ${seq} ${attachment.file}`,
    message,
    attachment,
    place,
  }));
}

function isKind({ attachment: { type, isVoice } }: RoomFile, kind: RoomFileKind): boolean {
  const isPhoto = isVoice !== true && /^(image\/(?!svg)|video\/)/.test(type);
  return isPhoto === (kind === "photos");
}
