import type { Message, MessageList, RoomId, Seq, UserId } from "@hearth/protocol";
import type { Part, Reads } from "../ports.ts";
import { readCards } from "../users/read-cards.ts";
import { formatMessages } from "./read-page.ts";

/** The messages that a list of places names, those that still stand. The places are read with membership in mind. */
export async function readList(
  store: Reads,
  { rows, next }: Part<{ readonly room: RoomId; readonly seq: Seq }>,
  reader: UserId,
): Promise<MessageList> {
  const found = rows.map(async ({ room, seq }): Promise<Message[]> => {
    const row = await store.event(room, seq);
    return row?.message?.body ? formatMessages(store, room, [row], reader) : [];
  });
  const messages = (await Promise.all(found)).flat();
  return { messages, next, users: await readCards(store, messages) };
}
