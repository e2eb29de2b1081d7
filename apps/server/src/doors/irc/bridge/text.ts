import { type Attachment, assertNever, type Body, formatFilePath, type MessageSent } from "@hearth/protocol";
import { needsColon } from "../wire/format.ts";
import { byteLength, splitText } from "../wire/names.ts";

/** One PRIVMSG of a message that may need several. */
export interface Piece {
  readonly text: string;
  /** Goes on where the one before ended, without a line break. */
  readonly isConcat: boolean;
}

/** `:source PRIVMSG target :` and the line break must fit beside the text in 512 bytes. */
const maxLineBytes = 512;

/** A message's text in the lines IRC can carry; long ones are cut, nothing is lost. */
export function splitBody(
  message: Pick<MessageSent, "room" | "seq" | "body">,
  source: string,
  target: string,
  webAddress: string,
): Piece[] {
  const dress = byteLength(dressText(message.body, ""));
  const room = maxLineBytes - byteLength(`:${source} PRIVMSG ${target} :\r\n`) - dress;
  return textOf(message, webAddress)
    .split("\n")
    .flatMap((line) => splitLine(line, room).map((text, place) => ({ text, isConcat: place > 0 })));
}

function splitLine(line: string, room: number): string[] {
  return splitText(line, needsColon(line) ? room : room + 1).length === 1 ? [line] : splitText(line, room);
}

function textOf({ room, seq, body }: Pick<MessageSent, "room" | "seq" | "body">, webAddress: string): string {
  if (body === null) return "";
  switch (body.kind) {
    case "text":
      return [body.text, ...(body.attachments ?? []).map(formatFile)]
        .filter((line) => line !== "")
        .join("\n");
    case "sealed":
      return `(This message is encrypted. Open it at ${webAddress})`;
    default:
      return assertNever(body);
  }

  function formatFile({ file, name }: Attachment): string {
    return `(File: ${name} ${webAddress}${formatFilePath(room, seq, file)})`;
  }
}

/** PRIVMSG or NOTICE, as it was sent. */
export function verbOf(body: Body | null): "PRIVMSG" | "NOTICE" {
  return body?.kind === "text" && body.notice ? "NOTICE" : "PRIVMSG";
}

/** CTCP ACTION for "/me waves". */
export function dressText(body: Body | null, text: string): string {
  return body?.kind === "text" && body.action ? `\u0001ACTION ${text}\u0001` : text;
}

/** What a message answers, as IRC clients say it. */
export function repliedTo({ replyTo, threadRoot }: MessageSent): number | undefined {
  return replyTo ?? threadRoot;
}
