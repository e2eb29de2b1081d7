import type { Client } from "@hearth/client";
import type { Item } from "../timeline/items.ts";
import { nameOf } from "../timeline/room-context.ts";
import { formatTime } from "../words/format.ts";
import { say } from "../words/words.ts";

/** "Arjun Menon, 9:05, reply to Kavitha Rao, 6 replies": what a row is called before its text is read. */
export function formatRowLabel(
  client: Client,
  item: Extract<Item, { kind: "message" }>,
  repliedTo?: string,
): string {
  const { row, atMs } = item;
  const name = row.kind === "message" ? nameOf(client, row.message.author) : (client.me.value?.name ?? "");
  const message = row.kind === "message" ? row.message : undefined;
  const parts = [say("message.rowLabel", { name, time: formatTime(atMs) })];
  if (repliedTo !== undefined) parts.push(say("message.rowReply", { name: repliedTo }));
  if (message?.thread) parts.push(say("message.rowReplies", { count: message.thread.replies }));
  const reactions = (message?.reactions ?? []).reduce((sum, reaction) => sum + reaction.count, 0);
  if (reactions > 0) parts.push(say("message.rowReactions", { count: reactions }));
  if (message?.pinned) parts.push(say("message.rowPinned"));
  return parts.join(", ");
}
