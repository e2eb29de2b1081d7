import type { Client } from "@hearth/client";
import { Refusal, Unavailable } from "@hearth/protocol";
import { CommandError, exitCodes } from "../command/exit-codes.ts";
import type { Values } from "../command/parse-arguments.ts";
import { chooseProfileName, Profiles } from "../profiles/profiles.ts";
import { describeRefusal } from "../words/refusals.ts";
import { withSession } from "./session.ts";

/** Runs a script as the person of the profile that its flags choose. */
export async function runAs<T>(
  values: Values,
  version: string,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const profile = new Profiles().need(chooseProfileName(values.get("profile")));
  return needAnswer(() => withSession({ profile, version }, use));
}

/** Turns the host's no, and its silence, into a sentence and an exit code. */
export async function needAnswer<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw asCommandError(error);
  }
}

function asCommandError(error: unknown): unknown {
  if (error instanceof Refusal) {
    const code = error.code === "not_authenticated" ? exitCodes.signInNeeded : exitCodes.refused;
    return new CommandError(code, describeRefusal(error));
  }
  if (!(error instanceof Unavailable)) return error;
  if (error.reason === "disk_full") {
    return new CommandError(exitCodes.refused, describeRefusal({ reason: "disk_full", params: {} }));
  }
  return new CommandError(
    exitCodes.unreachable,
    "The host does not answer. Is it running, and are you on the same network?",
  );
}
