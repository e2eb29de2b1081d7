import { capBits, hasCap } from "./caps.ts";
import { formatLine } from "./wire/format.ts";
import { formatTime } from "./wire/time.ts";

/** A line with everything that may be told of it; each client gets the part it can read. */
export interface Out {
  readonly source?: string | undefined;
  readonly command: string;
  readonly params: readonly string[];
  readonly atMs?: number | undefined;
  readonly msgid?: string | undefined;
  readonly account?: string | null | undefined;
  readonly isBot?: boolean | undefined;
  readonly clientTags?: Readonly<Record<string, string>> | undefined;
  readonly batch?: string | undefined;
  readonly label?: string | undefined;
  /** IRCv3 multiline: this line continues the one before. */
  readonly isConcat?: boolean | undefined;
}

/** The line, with its break, as a client with these capabilities reads it. */
export function formatOut(out: Out, caps: number): string {
  const { source, command, params } = out;
  return `${formatLine({ tags: formatOutTags(out, caps), source, verb: command, params })}\r\n`;
}

const tagged =
  capBits["message-tags"] |
  capBits["server-time"] |
  capBits["account-tag"] |
  capBits.batch |
  capBits["labeled-response"];

function formatOutTags(out: Out, caps: number): Record<string, string> | undefined {
  if ((caps & tagged) === 0) return undefined;
  const tags: Record<string, string> = {};
  if (out.batch !== undefined && hasCap(caps, "batch")) tags["batch"] = out.batch;
  if (out.label !== undefined && hasCap(caps, "labeled-response")) tags["label"] = out.label;
  if (out.atMs !== undefined && hasCap(caps, "server-time")) tags["time"] = formatTime(out.atMs);
  if (out.account && hasCap(caps, "account-tag")) tags["account"] = out.account;
  if (hasCap(caps, "message-tags")) addMessageTags(tags, out);
  return tags;
}

function addMessageTags(tags: Record<string, string>, out: Out): void {
  if (out.msgid !== undefined) tags["msgid"] = out.msgid;
  if (out.isBot) tags["bot"] = "";
  if (out.isConcat) tags["draft/multiline-concat"] = "";
  Object.assign(tags, out.clientTags);
}
