import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { CommandError, exitCodes } from "../command/exit-codes.ts";
import { type Profile, ProfileSchema } from "./profile.ts";

type Variables = Readonly<Record<string, string | undefined>>;

/** `HEARTH_PROFILES`, else `hearth/profiles` in the folder for settings (XDG base directories). */
export function findProfilesFolder(variables: Variables = process.env): string {
  const own = variables["HEARTH_PROFILES"];
  if (own) return own;
  const settings = variables["XDG_CONFIG_HOME"];
  return join(settings || join(homedir(), ".config"), "hearth", "profiles");
}

/** The profile meant: `--profile`, else `HEARTH_PROFILE`, else the one called default. */
export function chooseProfileName(asked: string | undefined, variables: Variables = process.env): string {
  const name = asked ?? (variables["HEARTH_PROFILE"] || "default");
  if (/^[\w.-]{1,64}$/u.test(name) && !name.startsWith(".")) return name;
  throw new CommandError(exitCodes.usage, `"${name}" cannot name a profile. Use letters, digits, - and _.`);
}

/** Profiles, each a file that only its owner may read. */
export class Profiles {
  readonly #folder: string;

  constructor(folder: string = findProfilesFolder()) {
    this.#folder = folder;
  }

  list(): string[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder)
      .filter((file) => file.endsWith(".json"))
      .map((file) => file.slice(0, -".json".length))
      .sort();
  }

  read(name: string): Profile | null {
    const path = this.#pathOf(name);
    if (!existsSync(path)) return null;
    // A copy or a restored backup may have loosened it.
    chmodSync(path, 0o600);
    const read = v.safeParse(ProfileSchema, parseJson(readFileSync(path, "utf8")));
    if (read.success) return read.output;
    throw new CommandError(exitCodes.failed, `The profile ${path} is spoilt. Remove it and join again.`);
  }

  /** Throws `CommandError` when there is none: says how to make it. */
  need(name: string): Profile {
    const profile = this.read(name);
    if (profile) return profile;
    const which = name === "default" ? "" : ` --profile ${name}`;
    throw new CommandError(
      exitCodes.signInNeeded,
      `You have not joined a community here yet. Join one: hearth join ADDRESS --name NAME${which}`,
    );
  }

  /** Whole or not at all, and never readable for others, not for a moment. */
  write(name: string, profile: Profile): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const path = this.#pathOf(name);
    const fresh = `${path}.${process.pid}`;
    writeFileSync(fresh, `${JSON.stringify(profile, null, 2)}\n`, { mode: 0o600 });
    renameSync(fresh, path);
  }

  remove(name: string): void {
    rmSync(this.#pathOf(name), { force: true });
  }

  #pathOf(name: string): string {
    return join(this.#folder, `${name}.json`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
