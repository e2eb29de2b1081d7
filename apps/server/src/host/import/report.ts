import type { Counts } from "./counts.ts";
import type { Place } from "./records.ts";

/** What an import tells at its end. */
export interface Report {
  readonly format: string;
  readonly source: string;
  readonly isDryRun: boolean;
  readonly counts: Counts;
  /** What has no place here, and how often it came. */
  readonly leftOut: Readonly<Record<string, number>>;
  readonly badLines: number;
  /** The first of them. */
  readonly bad: readonly (Place & { readonly why: string })[];
}

/** The report for a person. */
export function formatReport(report: Report): string {
  const { counts, leftOut, badLines, bad, isDryRun } = report;
  const verb = isDryRun ? "would come" : "came";
  const known = counts.messages - counts.newMessages;
  const lines = [
    `${isDryRun ? "Nothing was written. " : ""}From ${report.format} ${verb}:`,
    `  ${count(counts.newMessages, "message")}${known > 0 ? `, and ${known} that were here before` : ""}`,
    `  in ${count(counts.rooms, "room")} (${counts.newRooms} new), of ${count(counts.people, "person", "people")} (${counts.newPeople} new)`,
    `  in all with ${count(counts.replies, "answer")} in threads, ${count(counts.reactions, "reaction")}, ${count(counts.edits, "edit")}, ${count(counts.files, "file")}`,
    ...(counts.split > 0 ? [`  ${counts.split} were too long for one message and became several`] : []),
    ...formatLeftOut(leftOut),
    ...(badLines > 0 ? [`Could not be read: ${count(badLines, "line")}`] : []),
    ...bad.map(({ path, line, why }) => `  ${path}:${line}: ${why}`),
    ...(badLines > bad.length ? [`  and ${badLines - bad.length} more`] : []),
  ];
  return lines.join("\n");
}

function formatLeftOut(leftOut: Report["leftOut"]): readonly string[] {
  const entries = Object.entries(leftOut);
  return entries.length === 0 ? [] : ["Left out:", ...entries.map(([what, times]) => `  ${times} ${what}`)];
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
