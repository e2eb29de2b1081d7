import type { Piece } from "../bridge/text.ts";
import type { Call, CommandTable } from "../call.ts";
import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";
import { byteLength } from "../wire/names.ts";
import type { Line } from "../wire/parse.ts";
import { clientTagsOf, sayToOne } from "./message.ts";

/** IRCv3 batch from clients: draft/multiline. */
export const batchCommands: CommandTable = {
  BATCH: { least: 1, when: "after", labelsItself: true, run: batch },
};

/** A message being sent in several lines. */
interface OpenBatch {
  readonly id: string;
  readonly target: string;
  readonly label: string | undefined;
  readonly clientTags: Readonly<Record<string, string>>;
  readonly pieces: Piece[];
  verb: "PRIVMSG" | "NOTICE" | null;
  bytes: number;
}

const open = new WeakMap<Client, OpenBatch>();

async function batch(call: Call): Promise<void> {
  const { irc, client, params } = call;
  const [reference = ""] = params;
  if (reference.startsWith("+")) return begin(call);
  const batched = open.get(client);
  if (!batched || reference !== `-${batched.id}`) {
    return client.fail("FAIL", "BATCH", "UNKNOWN_REFERENCE", reference, "No such batch is open");
  }
  open.delete(client);
  if (batched.label !== undefined) client.startLabel(batched.label);
  try {
    await finish(irc, client, batched);
  } catch (error) {
    irc.fail(client, error, "BATCH", batched.target);
  } finally {
    client.finishLabel(() => irc.createBatchId());
  }
}

function begin({ client, line, params }: Call): void {
  const [reference = "", type = "", target = ""] = params;
  if (type !== "draft/multiline" || target === "" || !client.has("draft/multiline")) {
    return client.fail("FAIL", "BATCH", "UNKNOWN_TYPE", type, "That kind of batch is not known here");
  }
  open.set(client, {
    id: reference.slice(1),
    target,
    label: client.has("labeled-response") ? line.tags["label"] : undefined,
    clientTags: clientTagsOf(line.tags),
    pieces: [],
    verb: null,
    bytes: 0,
  });
}

/** Takes a line that belongs to an open batch; says whether it did. */
export function addToBatch(irc: Irc, client: Client, line: Line): boolean {
  const batched = open.get(client);
  if (!batched) return false;
  if (line.command === "BATCH") return false;
  const problem = findProblem(irc, batched, line);
  if (problem === null) {
    add(batched, line);
    return true;
  }
  if (line.tags["batch"] === undefined && line.command !== "PRIVMSG" && line.command !== "NOTICE")
    return false;
  open.delete(client);
  if (batched.label !== undefined) client.startLabel(batched.label);
  client.fail("FAIL", "BATCH", ...problem);
  client.finishLabel(() => irc.createBatchId());
  return true;
}

type Problem = readonly [code: string, ...params: string[]];

function findProblem({ options: { limits } }: Irc, batched: OpenBatch, line: Line): Problem | null {
  const { command, tags, params } = line;
  const [target = "", text = ""] = params;
  if (command !== "PRIVMSG" && command !== "NOTICE")
    return ["MULTILINE_INVALID", "Only messages go into a batch"];
  if (tags["batch"] !== batched.id)
    return ["MULTILINE_INVALID", "A message came in between the lines of another"];
  if (target !== batched.target) {
    return ["MULTILINE_INVALID_TARGET", batched.target, target, "All lines of a message have one target"];
  }
  const isConcat = tags["draft/multiline-concat"] !== undefined;
  if (isConcat && text === "") return ["MULTILINE_INVALID", "A line that continues another is not empty"];
  const bytes = batched.bytes + byteLength(text) + (isConcat || batched.pieces.length === 0 ? 0 : 1);
  if (bytes > limits.multilineMaxBytes) {
    return ["MULTILINE_MAX_BYTES", String(limits.multilineMaxBytes), "The message is too long"];
  }
  if (batched.pieces.length >= limits.multilineMaxLines) {
    return ["MULTILINE_MAX_LINES", String(limits.multilineMaxLines), "The message has too many lines"];
  }
  return null;
}

function add(batched: OpenBatch, { command, tags, params: [, text = ""] }: Line): void {
  const isConcat = tags["draft/multiline-concat"] !== undefined;
  batched.bytes += byteLength(text) + (isConcat || batched.pieces.length === 0 ? 0 : 1);
  batched.pieces.push({ text, isConcat });
  batched.verb ??= command === "NOTICE" ? "NOTICE" : "PRIVMSG";
}

async function finish(irc: Irc, client: Client, batched: OpenBatch): Promise<void> {
  const { pieces, target, clientTags } = batched;
  const text = joinPieces(pieces);
  if (text.trim() === "") {
    return client.fail("FAIL", "BATCH", "MULTILINE_INVALID", "A message is not empty");
  }
  const verb = batched.verb ?? "PRIVMSG";
  await sayToOne(irc, client, target, { verb, text, clientTags, pieces: pieces.length > 1 ? pieces : null });
}

function joinPieces(pieces: readonly Piece[]): string {
  return pieces.map(({ text, isConcat }, place) => (isConcat || place === 0 ? text : `\n${text}`)).join("");
}
