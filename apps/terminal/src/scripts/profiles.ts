import stringWidth from "string-width";
import { exitCodes } from "../command/exit-codes.ts";
import type { Task } from "../command/subcommand.ts";
import { Output } from "../print/output.ts";
import { formatColumns } from "../print/plain.ts";
import { Profiles } from "../profiles/profiles.ts";

/** `hearth profiles`: who one is, and where; never a secret. */
export function createProfileList(): Task {
  return async (values) => {
    const profiles = new Profiles();
    const known = profiles.list().flatMap((name) => {
      const profile = profiles.read(name);
      return profile ? [{ name, profile }] : [];
    });
    const rows = known.map(({ name, profile }) => [
      name,
      profile.name,
      profile.communityName,
      profile.origin,
    ]);
    const lines = formatColumns(rows, stringWidth);
    const output = new Output(values.has("json"));
    for (const [at, { name, profile }] of known.entries()) {
      const { secret: _, ...told } = profile;
      await output.write({ profile: name, ...told }, () => lines[at] ?? "");
    }
    return exitCodes.done;
  };
}
