import { type Account, createAccount } from "@hearth/client";
import type { CommunityCard, SignedIn } from "@hearth/protocol";
import { CommandError, exitCodes } from "../command/exit-codes.ts";
import type { Values } from "../command/parse-arguments.ts";
import type { Task } from "../command/subcommand.ts";
import { Output } from "../print/output.ts";
import type { Profile } from "../profiles/profile.ts";
import { chooseProfileName, Profiles } from "../profiles/profiles.ts";
import { type Link, parseLink } from "../session/link.ts";
import { formatUserAgent } from "../session/ports.ts";
import { needAnswer } from "../session/run-as.ts";
import { withSession } from "../session/session.ts";

/** `hearth join ADDRESS|LINK --name NAME`. */
export function createJoin(version: string): Task {
  return async (values) => {
    const name = chooseProfileName(values.get("profile"));
    const known = new Profiles().read(name);
    if (known && !values.has("replace")) throw alreadyJoined(name, known);
    const link = parseLink(values.need("ADDRESS"));
    const profile = await needAnswer(() => joinCommunity(link, values, version));
    new Profiles().write(name, profile);
    if (link.carried?.kind === "owner") await claimOwner(profile, link.carried.code, version);
    const { secret: _, ...told } = profile;
    const text = () => `You are ${profile.name} in ${profile.communityName}.`;
    await new Output(values.has("json")).write({ profile: name, ...told }, text);
    return exitCodes.done;
  };
}

/** Takes a name, or gets one's own back: the profile of a new device. */
export async function joinCommunity(link: Link, values: Values, version: string): Promise<Profile> {
  const account = createAccount({ origin: link.origin, fetch: fetchAs(version) });
  const community = await account.community();
  const signedIn = await signIn(account, link, values);
  return profileOf(link, community, signedIn);
}

function fetchAs(version: string): (url: string, init: RequestInit) => Promise<Response> {
  return (url, { headers, ...init }) => {
    const agent = { "User-Agent": formatUserAgent(version) };
    return fetch(url, { ...init, headers: { ...(headers as Record<string, string>), ...agent } });
  };
}

async function signIn(account: Account, { carried }: Link, values: Values): Promise<SignedIn> {
  const code = values.get("code") ?? (carried?.kind === "link" ? carried.code : undefined);
  if (code !== undefined) return account.redeem(code);
  const name = values.get("name");
  if (name === undefined) {
    throw new CommandError(exitCodes.usage, "Say what people should call you: --name NAME");
  }
  // Not a flag: every program on a machine can read the command lines of the others.
  const password = values.has("password") ? await readPassword() : undefined;
  return password === undefined ? account.join(name) : account.signIn(name, password);
}

/** From `HEARTH_PASSWORD`, else the first line of the standard input. */
async function readPassword(): Promise<string> {
  const given = process.env["HEARTH_PASSWORD"];
  if (given) return given;
  if (process.stdin.isTTY) process.stderr.write("Password (it is shown while you type): ");
  for await (const line of console) return line;
  throw new CommandError(exitCodes.usage, "There was no password to read.");
}

function profileOf({ origin }: Link, community: CommunityCard, signedIn: SignedIn): Profile {
  const { user, device, secret } = signedIn;
  if (secret === undefined) {
    throw new CommandError(
      exitCodes.refused,
      "The host gave no secret for this device. Use the same version on both.",
    );
  }
  return {
    origin,
    communityName: community.name,
    community: signedIn.community,
    user: user.id,
    name: user.name,
    device,
    secret,
  };
}

async function claimOwner(profile: Profile, code: string, version: string): Promise<void> {
  await needAnswer(() =>
    withSession({ profile, version }, (client) => client.ask({ type: "owner.claim", code })),
  );
}

function alreadyJoined(profileName: string, { name, communityName, origin }: Profile): CommandError {
  return new CommandError(
    exitCodes.usage,
    `The profile ${profileName} is ${name} in ${communityName} (${origin}). ` +
      "Choose another with --profile NAME, or give this one up with --replace.",
  );
}
