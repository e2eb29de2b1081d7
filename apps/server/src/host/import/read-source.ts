import { readHearthChat, readHearthCommunity } from "./hearth-chat.ts";
import { type LogFormat, LogReader } from "./irc-log.ts";
import { irssi } from "./irssi.ts";
import { readLines } from "./lines.ts";
import { findMattermostFile, readMattermost } from "./mattermost.ts";
import type { Findings } from "./records.ts";
import { findSlackRoot, readSlack, readSlackTeam } from "./slack.ts";
import type { Source, SourceFile } from "./source.ts";
import { weechat } from "./weechat.ts";
import { znc } from "./znc.ts";

const logFormats: readonly LogFormat[] = [irssi, weechat, znc];
const formats = ["slack", "mattermost", "hearth", ...logFormats.map(({ name }) => name)];
/** What `--format` takes. */
export const formatNames: readonly string[] = formats;

/** A source whose format is known. */
export interface KnownSource {
  readonly format: string;
  /** What the same source is called the next time. */
  readonly name: string;
  read(findings: Findings, zone: string): Promise<void>;
}

/** `null`: nothing in it looks like any of them. */
export async function recognize(source: Source, wanted: string | undefined): Promise<KnownSource | null> {
  const is = (format: string): boolean => wanted === undefined || wanted === format;
  const root = is("slack") ? findSlackRoot(source) : null;
  if (root !== null) {
    const name = `slack ${(await readSlackTeam(source, root)) ?? ""}`.trim();
    return { format: "slack", name, read: (findings) => readSlack(source, root, findings) };
  }
  const lines = findMattermostFile(source);
  const kind = lines && (await readFirstType(lines));
  if (lines && is("mattermost") && (kind === "version" || wanted === "mattermost"))
    return {
      format: "mattermost",
      name: "mattermost",
      read: (findings) => readMattermost(source, lines, findings),
    };
  if (lines && is("hearth") && kind === "chat") return knowHearth(source, lines);
  return knowLogs(source, wanted);
}

async function knowHearth(source: Source, first: SourceFile): Promise<KnownSource> {
  return {
    format: "hearth",
    name: `hearth ${(await readHearthCommunity(first)) ?? ""}`.trim(),
    async read(findings) {
      for (const file of source.files.values())
        if (file.path.endsWith(".jsonl")) await readHearthChat(file, findings);
    },
  };
}

async function readFirstType(file: SourceFile): Promise<string | null> {
  const [line = ""] = await readHead(file);
  return /"type"\s*:\s*"(\w+)"/u.exec(line)?.[1] ?? null;
}

/** Logs of several programs may lie in one folder: each file is of the first one it looks like. */
async function knowLogs(source: Source, wanted: string | undefined): Promise<KnownSource | null> {
  const files = new Map<SourceFile, LogFormat>();
  for (const file of source.files.values()) {
    const lines = await readHead(file);
    const format = logFormats.find(
      (one) => one.name === wanted || (wanted === undefined && one.fits(file.path, lines)),
    );
    if (format) files.set(file, format);
  }
  const [first] = files.values();
  if (!first) return null;
  return {
    format: first.name,
    name: "irc",
    read: (findings, zone) => readLogs(source, files, findings, zone),
  };
}

async function readLogs(
  source: Source,
  files: ReadonlyMap<SourceFile, LogFormat>,
  findings: Findings,
  zone: string,
): Promise<void> {
  const readers = new Map(logFormats.map((format) => [format, new LogReader({ format, zone }, findings)]));
  for (const file of source.files.values()) {
    const format = files.get(file);
    if (format) await readers.get(format)?.read(file, source.above);
    else findings.leaveOut("files of another kind");
  }
}

const headLines = 50;

/** The first lines of a file; of one that cannot be read none. */
async function readHead(file: SourceFile): Promise<readonly string[]> {
  const head: string[] = [];
  try {
    for await (const { text } of readLines(file.read())) {
      head.push(text ?? "");
      if (head.length === headLines) break;
    }
  } catch {
    return head;
  }
  return head;
}
