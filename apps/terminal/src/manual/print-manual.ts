import { CommandError, exitCodes } from "../command/exit-codes.ts";
import type { CommandSpec } from "../command/spec.ts";
import type { Task } from "../command/subcommand.ts";
import { formatCompletions, shells } from "./completions.ts";
import { formatManPage } from "./man-page.ts";

/** `hearth completions SHELL`. */
export function createCompletions(specs: readonly CommandSpec[]): Task {
  return async (values) => {
    const asked = values.need("SHELL");
    const shell = shells.find((one) => one === asked);
    if (!shell)
      throw new CommandError(exitCodes.usage, `SHELL is one of ${shells.join(", ")}, not "${asked}".`);
    process.stdout.write(formatCompletions(shell, specs));
    return exitCodes.done;
  };
}

/** `hearth man-page`. */
export function createManPage(version: string, specs: readonly CommandSpec[]): Task {
  return async () => {
    process.stdout.write(formatManPage(version, specs));
    return exitCodes.done;
  };
}
