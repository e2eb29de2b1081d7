import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { CommandError, exitCodes, Output, type Task, type Values } from "@hearth/terminal";
import { explainFailure, failed, needDataFolder, openData } from "./data.ts";
import { createCounts } from "./import/counts.ts";
import { ImportWriter } from "./import/import-writer.ts";
import { Progress } from "./import/progress.ts";
import { formatNames, type KnownSource, recognize } from "./import/read-source.ts";
import type { Findings } from "./import/records.ts";
import { formatReport, type Report } from "./import/report.ts";
import { openSource, type Source } from "./import/source.ts";
import { Spool } from "./import/spool.ts";
import { ZipError } from "./import/zip.ts";

const maxBadTold = 100;

/** `hearth import PATH`. */
export function createImport(): Task {
  return async (values) => {
    const folder = needDataFolder(values);
    const zone = readZone(values);
    const format = readFormat(values);
    // Says so when the data are another version's; nothing is migrated by an import.
    openData(folder).close();
    try {
      const report = await importFrom(folder, resolve(values.need("PATH")), { values, zone, format });
      await new Output(values.has("json")).write(report, () => formatReport(report));
      return report.badLines === 0 ? exitCodes.done : exitCodes.failed;
    } catch (error) {
      if (error instanceof ZipError) throw failed(`${error.message}.`);
      throw explainFailure(error instanceof Error && error.cause !== undefined ? error.cause : error);
    }
  };
}

interface Wishes {
  readonly values: Values;
  readonly zone: string;
  readonly format: string | undefined;
}

async function importFrom(folder: string, path: string, wishes: Wishes): Promise<Report> {
  if (!existsSync(path)) throw failed(`There is nothing at ${path}.`);
  const source = openSource(path);
  try {
    const known = await recognize(source, wishes.format);
    if (!known) throw failed(describeUnknown(path));
    return await importKnown(folder, source, known, wishes);
  } finally {
    source.close();
  }
}

async function importKnown(
  folder: string,
  source: Source,
  known: KnownSource,
  { values, zone }: Wishes,
): Promise<Report> {
  const spool = new Spool(folder, source.files);
  const progress = new Progress(process.stderr);
  const counts = createCounts();
  const told = createFindings(spool, progress);
  const name = values.get("source") ?? known.name;
  try {
    await known.read(told.findings, zone);
    spool.seal();
    progress.begin(spool.counts.messages);
    const writer = new ImportWriter(
      {
        folder,
        source: name,
        isMatched: values.has("match-names"),
        isDry: values.has("dry-run"),
        isServed: () => isServed(folder),
        onBadFile: (path, why) => told.findings.bad({ path, line: 1 }, why),
        onProgress: (done) => progress.show(done),
      },
      spool,
      counts,
    );
    await writer.run().finally(() => writer.close());
  } finally {
    progress.end();
    spool.close();
  }
  const { leftOut, bad, badLines } = told.sum();
  return {
    format: known.format,
    source: name,
    isDryRun: values.has("dry-run"),
    counts,
    leftOut,
    badLines,
    bad,
  };
}

function createFindings(spool: Spool, progress: Progress) {
  const leftOut = new Map<string, number>();
  const bad: Report["bad"][number][] = [];
  let badLines = 0;
  const leaveOut = (what: string): void => void leftOut.set(what, (leftOut.get(what) ?? 0) + 1);
  const findings: Findings = {
    person: (person) => spool.addPerson(person),
    room: (room) => spool.addRoom(room),
    member: (member) => spool.addMember(member),
    message(message) {
      if (!spool.addMessage(message)) leaveOut("messages that stand there twice");
      progress.read();
    },
    leaveOut,
    bad(place, why) {
      badLines += 1;
      if (bad.length < maxBadTold) bad.push({ ...place, why });
    },
  };
  return { findings, sum: () => ({ leftOut: Object.fromEntries(leftOut), bad, badLines }) };
}

function readZone(values: Values): string {
  const zone = values.get("zone") ?? Temporal.Now.timeZoneId();
  try {
    Temporal.Now.zonedDateTimeISO(zone);
    return zone;
  } catch {
    throw new CommandError(exitCodes.usage, `--zone takes a time zone such as Asia/Kolkata, not "${zone}".`);
  }
}

function readFormat(values: Values): string | undefined {
  const format = values.get("format");
  if (format === undefined || formatNames.includes(format)) return format;
  throw new CommandError(exitCodes.usage, `--format takes ${formatNames.join(", ")}, not "${format}".`);
}

function describeUnknown(path: string): string {
  return (
    `Nothing in ${path} looks like an export of Slack, Mattermost or Hearth, or like a log of irssi, WeeChat or ZNC. ` +
    "Name what it is with --format."
  );
}

/** Does a server use the folder now? A number that is left from before only makes the import slower. */
function isServed(folder: string): boolean {
  try {
    process.kill(Number.parseInt(readFileSync(join(folder, "pid"), "utf8"), 10), 0);
    return true;
  } catch {
    return false;
  }
}
