import { exitCodeWords } from "./exit-codes.ts";
import type { CommandSpec, Flag } from "./spec.ts";

/** `hearth NAME ROOM [--since SEQ]`. */
export function formatUsage({ name, arguments: words, flags }: CommandSpec): string {
  const places = words.map((one) => (one.isOptional ? `[${one.name}]` : one.name));
  return ["hearth", name, ...places, ...(flags.length > 0 ? ["[FLAGS]"] : [])].join(" ");
}

/** The whole of `hearth NAME --help`. */
export function formatHelp(spec: CommandSpec, columns: number): string {
  const rows = [
    ...spec.arguments.map((one) => [one.name, one.help] as const),
    ...spec.flags.map((flag) => [formatFlag(flag), flag.help] as const),
  ];
  const parts = [
    [formatUsage(spec)],
    wrapText(spec.summary, columns),
    formatRows(rows, columns),
    ...(spec.notes ?? []).map((note) => wrapText(note, columns)),
    formatExamples(spec),
    wrapText(exitCodeWords, columns),
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

export function formatFlag({ name, takes }: Flag): string {
  return takes === undefined ? `--${name}` : `--${name} ${takes}`;
}

function formatRows(rows: readonly (readonly [string, string])[], columns: number): string[] {
  const width = Math.max(0, ...rows.map(([head]) => head.length));
  const indent = " ".repeat(width + 5);
  return rows.map(([head, help]) =>
    [
      `  ${head.padEnd(width)}   `,
      wrapText(help, Math.max(24, columns - width - 5)).join(`\n${indent}`),
    ].join(""),
  );
}

function formatExamples({ examples }: CommandSpec): string[] {
  if (examples.length === 0) return [];
  return ["Examples:", ...examples.flatMap(({ line, does }) => [`  ${line}`, `      ${does}`])];
}

/** Breaks at spaces, before `columns`. */
export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length < columns) lines.splice(-1, 1, `${line} ${word}`);
    else lines.push(word);
  }
  return lines;
}
