import { exitCodes } from "../command/exit-codes.ts";
import { formatFlag, formatUsage } from "../command/format-help.ts";
import type { CommandSpec } from "../command/spec.ts";

/** hearth(1) in the man macros, from the table that parses the commands. */
export function formatManPage(version: string, specs: readonly CommandSpec[]): string {
  return [
    `.TH HEARTH 1 "" "hearth ${formatText(version)}" "Hearth"`,
    ".SH NAME",
    "hearth \\- a chat for the people around you",
    ".SH SYNOPSIS",
    ".B hearth",
    "\\fICOMMAND\\fR [\\fIARGUMENTS\\fR] [\\fIFLAGS\\fR]",
    ".SH COMMANDS",
    ...specs.flatMap(formatCommand),
    ".SH EXIT STATUS",
    ...exitWords.flatMap(([code, words]) => [".TP", `.B ${code}`, formatText(words)]),
    ".SH ENVIRONMENT",
    ...environment.flatMap(([name, words]) => [".TP", `.B ${name}`, formatText(words)]),
    "",
  ].join("\n");
}

const exitWords: readonly (readonly [number, string])[] = [
  [exitCodes.done, "done"],
  [exitCodes.failed, "something on this machine failed"],
  [exitCodes.usage, "the command was not understood"],
  [exitCodes.signInNeeded, "not signed in"],
  [exitCodes.unreachable, "the host did not answer"],
  [exitCodes.refused, "the host said no"],
];

const environment: readonly (readonly [string, string])[] = [
  ["HEARTH_PROFILE", "which profile to use, where --profile does not say"],
  ["HEARTH_PROFILES", "folder of the profiles (default: $XDG_CONFIG_HOME/hearth/profiles)"],
  ["HEARTH_PASSWORD", "the password for join --password"],
  ["HEARTH_DATA", "folder of the community, for serve and the host's commands"],
  ["NO_COLOR", "turns colours off"],
];

function formatCommand(spec: CommandSpec): string[] {
  const rows = [
    ...spec.arguments.map(({ name, help }) => [name, help] as const),
    ...spec.flags.map((flag) => [formatFlag(flag), flag.help] as const),
  ];
  return [
    `.SS ${formatText(formatUsage(spec))}`,
    formatText(spec.summary),
    ...(spec.notes ?? []).flatMap((note) => [".PP", formatText(note)]),
    ...rows.flatMap(([head, help]) => [".TP", `.B ${formatText(head)}`, formatText(help)]),
    ...spec.examples.flatMap(({ line, does }) => [
      ".PP",
      formatText(does),
      ".RS",
      ".EX",
      formatText(line),
      ".EE",
      ".RE",
    ]),
  ];
}

/** A dash that is typed stays one; a dot or quote at the start of a line is no request. */
function formatText(text: string): string {
  return text.replaceAll("\\", "\\e").replaceAll("-", "\\-").replace(/^[.']/u, "\\&$&");
}
