import type { Message } from "@hearth/protocol";
import { say } from "../words/words.ts";

const maxChars = 200;

/** One line of a message, for a list: no line breaks, no marks of markup. */
export function previewOf(message: Pick<Message, "body">): string {
  if (!message.body) return say("nav.deletedMessage");
  if (message.body.kind === "sealed") return say("nav.sealedMessage");
  return message.body.text
    .slice(0, maxChars)
    .replace(/```\w*|`|\*\*|__|~~/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
