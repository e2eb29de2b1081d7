import type { Client } from "@hearth/client";
import type { Message } from "@hearth/protocol";
import { tell } from "./tell.ts";

/** What is offered first, before one has favourites. */
export const quickEmoji = ["👍", "❤️", "😂", "😮", "😢", "🎉"] as const;

/** Adds a reaction of mine, or takes it back; asking twice changes nothing. */
export function react(
  client: Client,
  { room, seq }: Message,
  emoji: string,
  isOn: boolean,
): Promise<boolean> {
  return tell(client.ask({ type: isOn ? "reaction.add" : "reaction.remove", room, seq, emoji }));
}
