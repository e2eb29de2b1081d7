import type { Client } from "@hearth/client";
import type { Message } from "@hearth/protocol";
import { rightsIn } from "../rooms/rights.ts";
import { idOf } from "../timeline/items.ts";
import type { OpenRoom } from "../timeline/open-room.ts";

/** What one may do with a message; the host decides again when it is asked. */
export interface MessageRights {
  readonly write: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
  readonly pin: boolean;
  readonly thread: boolean;
}

export function rightsOver({ client, room, threadRoot }: OpenRoom, message: Message): MessageRights {
  const state = room.state.value;
  const isOpen = state.archivedAtMs === null;
  const isMine = idOf(message.author) === client.me.value?.id;
  const { moderate } = rightsIn(state, client.me.value);
  return {
    write: isOpen,
    edit: isOpen && isMine && message.body?.kind === "text",
    delete: isMine || moderate,
    pin: isOpen && (moderate || state.kind === "direct"),
    thread: isOpen && threadRoot === null && message.threadRoot === undefined,
  };
}

/** The message field answers this message from now on. */
export function startReply(open: OpenRoom, message: Message): void {
  open.composing.value = { kind: "reply", message };
}

export function startEdit(open: OpenRoom, message: Message): void {
  open.composing.value = { kind: "edit", message };
}

/** My newest message that can still be changed, as far as it is loaded. */
export function findMyLast(open: OpenRoom): Message | undefined {
  const row = open.timeline.rows.value.findLast(
    (one) => one.kind === "message" && one.message.body !== null && rightsOver(open, one.message).edit,
  );
  return row?.kind === "message" ? row.message : undefined;
}

export function setPinned(client: Client, { room, seq }: Message, isOn: boolean): Promise<unknown> {
  return client.ask({ type: isOn ? "message.pin" : "message.unpin", room, seq });
}
