import type { Attachment, Message } from "@hearth/protocol";
import { say } from "../words/words.ts";

const maxChars = 200;

/** One line of a message, for a list: no line breaks, no marks of markup. */
export function previewOf(message: Pick<Message, "body">): string {
  if (!message.body) return say("nav.deletedMessage");
  if (message.body.kind === "sealed") return say("nav.sealedMessage");
  const { text, attachments } = message.body;
  if (text.trim() === "" && attachments) return previewOfFiles(attachments);
  return text
    .slice(0, maxChars)
    .replace(/```\w*|`|\*\*|__|~~/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** "Photo", "3 photos", or what the file is called. */
function previewOfFiles(attachments: readonly Attachment[]): string {
  const [first] = attachments;
  if (attachments.every(({ type }) => type.startsWith("image/")))
    return say("nav.pictures", { count: attachments.length });
  if (first?.isVoice) return say("nav.voice");
  return attachments.length === 1 && first
    ? say("nav.file", { name: first.name })
    : say("nav.files", { count: attachments.length });
}
