import { createAccount } from "@hearth/client";
import { Refusal } from "@hearth/protocol";
import { exitCodes } from "../command/exit-codes.ts";
import type { Task } from "../command/subcommand.ts";
import { chooseProfileName, Profiles } from "../profiles/profiles.ts";
import { needAnswer } from "../session/run-as.ts";

/** `hearth sign-out`: ends this device at the host, then forgets it here. */
export function createSignOut(): Task {
  return async (values) => {
    const name = chooseProfileName(values.get("profile"));
    const { origin, secret } = new Profiles().need(name);
    const account = createAccount({ origin, secret, fetch });
    await needAnswer(() => account.logOut().catch(forgiveEnded));
    new Profiles().remove(name);
    return exitCodes.done;
  };
}

/** A device that was ended from elsewhere is what was wanted. */
function forgiveEnded(error: unknown): void {
  if (error instanceof Refusal && error.code === "not_authenticated") return;
  throw error;
}
