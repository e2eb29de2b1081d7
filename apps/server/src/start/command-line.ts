import { formatNearest } from "./nearest.ts";

/** One thing `hearth` can be told to do. */
export interface Subcommand {
  readonly name: string;
  /** One line for the overview. */
  readonly summary: string;
  /** The whole of `hearth NAME --help`, wrapped to `columns`. */
  readonly formatHelp: (columns: number) => string;
  /** Does it; resolves to the exit code. */
  readonly run: (args: readonly string[]) => Promise<number>;
}

/** What a command line asks for. */
export type CommandLine =
  | { readonly kind: "run"; readonly subcommand: Subcommand; readonly args: readonly string[] }
  | { readonly kind: "print"; readonly text: string }
  | { readonly kind: "problem"; readonly problem: string };

export interface Program {
  readonly version: string;
  readonly columns: number;
  readonly subcommands: readonly Subcommand[];
}

/** Without arguments the overview is shown: somebody who only looks must not start a server. */
export function readCommandLine(program: Program, argv: readonly string[]): CommandLine {
  const [first, ...args] = argv;
  switch (first) {
    case undefined:
    case "--help":
    case "-h":
    case "help":
      return readHelp(program, args[0]);
    case "--version":
    case "-V":
      return { kind: "print", text: `hearth ${program.version}` };
    default:
      return readSubcommand(program, first, args);
  }
}

function readSubcommand(program: Program, name: string, args: readonly string[]): CommandLine {
  const subcommand = program.subcommands.find((one) => one.name === name);
  if (!subcommand) return { kind: "problem", problem: describeUnknown(program, name) };
  const asksForHelp = args.includes("--help") || args.includes("-h");
  return asksForHelp ? readHelp(program, name) : { kind: "run", subcommand, args };
}

function readHelp(program: Program, name: string | undefined): CommandLine {
  if (name === undefined) return { kind: "print", text: formatOverview(program) };
  const subcommand = program.subcommands.find((one) => one.name === name);
  if (!subcommand) return { kind: "problem", problem: describeUnknown(program, name) };
  return { kind: "print", text: subcommand.formatHelp(program.columns) };
}

function describeUnknown({ subcommands }: Program, name: string): string {
  const names = subcommands.map((one) => one.name);
  if (name.startsWith("-"))
    return `The flag ${name} needs a command before it, such as: hearth serve ${name}`;
  return `There is no command "${name}".${formatNearest(name, names)} "hearth --help" lists them.`;
}

function formatOverview({ version, subcommands }: Program): string {
  const width = Math.max(...subcommands.map((one) => one.name.length), "--version".length);
  const rows = subcommands.map((one) => `  hearth ${one.name.padEnd(width)}   ${one.summary}`);
  return [
    `Hearth ${version}: a chat for the people around you.`,
    "",
    ...rows,
    "",
    `  hearth ${"--help".padEnd(width)}   Shows this; "hearth COMMAND --help" shows a command's flags.`,
    `  hearth ${"--version".padEnd(width)}   Shows the version.`,
  ].join("\n");
}
