import { join } from "node:path";
import { render } from "ink";
import { CommandError, exitCodes } from "../command/exit-codes.ts";
import type { Values } from "../command/parse-arguments.ts";
import type { Task } from "../command/subcommand.ts";
import type { Profile } from "../profiles/profile.ts";
import { chooseProfileName, findProfilesFolder, Profiles } from "../profiles/profiles.ts";
import { joinCommunity } from "../scripts/join.ts";
import { parseLink } from "../session/link.ts";
import { needAnswer } from "../session/run-as.ts";
import { createSession } from "../session/session.ts";
import { Chat } from "./chat.ts";
import { mouseOff, mouseOn } from "./mouse.ts";
import { createFileOutboxStore } from "./outbox-file.ts";
import { App } from "./screen/App.tsx";
import { chooseTheme } from "./theme.ts";

/** `hearth chat [ADDRESS] [--name NAME]`. */
export function createChat(version: string): Task {
  return async (values) => {
    if (!process.stdin.isTTY || !process.stdout.isTTY) {
      throw new CommandError(exitCodes.usage, "This needs a terminal. For programs there are send and tail.");
    }
    const name = chooseProfileName(values.get("profile"));
    const profile = await findProfile(name, values, version);
    const store = createFileOutboxStore(join(findProfilesFolder(), `${name}.outbox`));
    const chat = new Chat(createSession({ profile, version, store }), {
      profile,
      folder: process.cwd(),
    });
    try {
      await show(chat, profile, values.has("mouse"));
    } finally {
      chat.close();
    }
    return exitCodes.done;
  };
}

async function findProfile(name: string, values: Values, version: string): Promise<Profile> {
  const profiles = new Profiles();
  const known = profiles.read(name);
  const address = values.get("ADDRESS");
  if (address === undefined) return profiles.need(name);
  const link = parseLink(address);
  if (known?.origin === link.origin) return known;
  if (known) {
    throw new CommandError(
      exitCodes.usage,
      `The profile ${name} is ${known.name} at ${known.origin}. Choose another with --profile NAME.`,
    );
  }
  const fresh = await needAnswer(() => joinCommunity(link, values, version));
  profiles.write(name, fresh);
  return fresh;
}

async function show(chat: Chat, { origin }: Profile, hasMouse: boolean): Promise<void> {
  const address = origin.replace(/^https?:\/\//u, "");
  const letGo = hasMouse ? takeMouse() : () => undefined;
  const app = render(<App chat={chat} theme={chooseTheme(process.env)} address={address} />, {
    alternateScreen: true,
    exitOnCtrlC: false,
  });
  await app.waitUntilExit();
  letGo();
}

/** However the program ends, the terminal is left as it was. */
function takeMouse(): () => void {
  const letGo = (): void => void process.stdout.write(mouseOff);
  process.stdout.write(mouseOn);
  process.once("exit", letGo);
  return () => {
    process.off("exit", letGo);
    letGo();
  };
}
