import type { Body } from "@hearth/protocol";
import type { MessageRow } from "../timeline/items.ts";
import { nameOf, useRoom } from "../timeline/room-context.ts";
import { createLazyPart, Lazy } from "../ui/Lazy.tsx";
import { formatTime } from "../words/format.ts";

const attachments = createLazyPart(async () => (await import("./Attachments.tsx")).Attachments);

interface Props {
  readonly row: MessageRow;
  readonly body: Body;
  readonly tabIndex: number;
}

/** What a message brings beside its words; drawn by code that comes with the first such message. */
export function MessageFiles({ row, body, tabIndex }: Props) {
  const { client, room } = useRoom();
  if (body.kind !== "text" || !body.attachments) return null;
  const isSent = row.kind === "message";
  const place = {
    room: room.id,
    seq: isSent ? row.seq : null,
    from: isSent ? nameOf(client, row.message.author) : (client.me.value?.name ?? ""),
    time: formatTime(isSent ? row.message.atMs : row.pending.createdAtMs),
    tabIndex,
  };
  return <Lazy part={attachments} props={{ attachments: body.attachments, place }} />;
}
