import { CommandError, exitCodes } from "./exit-codes.ts";
import { formatHelp } from "./format-help.ts";
import { parseArguments, type Values } from "./parse-arguments.ts";
import type { CommandSpec } from "./spec.ts";

/** One thing `hearth` can be told to do, as the program's start calls it. */
export interface Subcommand {
  readonly name: string;
  readonly summary: string;
  readonly spec: CommandSpec;
  readonly formatHelp: (columns: number) => string;
  /** Does it; resolves to the exit code. */
  readonly run: (args: readonly string[]) => Promise<number>;
}

/** Does what a command line asks for; throws `CommandError` where that cannot be. */
export type Task = (values: Values) => Promise<number>;

/** `load` is called only when the command runs, so that a table of many costs nothing to build. */
export function createSubcommand(spec: CommandSpec, load: () => Promise<Task>): Subcommand {
  return {
    name: spec.name,
    summary: spec.summary,
    spec,
    formatHelp: (columns) => formatHelp(spec, columns),
    run: async (args) => {
      try {
        const values = parseArguments(spec, args);
        const task = await load();
        return await task(values);
      } catch (error) {
        if (isReaderGone(error)) return exitCodes.done;
        if (!(error instanceof CommandError)) throw error;
        process.stderr.write(`${error.message}\n`);
        return error.exitCode;
      }
    },
  };
}

/** `hearth tail … | head`: who reads has seen enough. */
function isReaderGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EPIPE";
}
