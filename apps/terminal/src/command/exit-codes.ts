/** How a sub-command ends, for scripts. Documented in every help. */
export const exitCodes = {
  done: 0,
  /** Something on this machine is wrong: a file, a folder, the database. */
  failed: 1,
  /** The command line was not understood. */
  usage: 2,
  /** No profile, or the host does not know this device any more. */
  signInNeeded: 3,
  /** The host did not answer. */
  unreachable: 4,
  /** The host said no. */
  refused: 5,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A failure with its sentence for the person at the terminal and its code for the script. */
export class CommandError extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string) {
    super(message);
    this.name = "CommandError";
    this.exitCode = exitCode;
  }
}

/** The line about exit codes in help and manual. */
export const exitCodeWords =
  "Exit codes: 0 done, 1 something on this machine failed, 2 the command was not understood, " +
  "3 not signed in, 4 the host did not answer, 5 the host said no.";
