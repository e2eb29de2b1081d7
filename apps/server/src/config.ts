import { findNameProblem, normalizeName } from "@hearth/protocol";
import type { CommandSpec, Flag } from "@hearth/terminal";
import * as v from "valibot";
import { type LimitName, limitSettings } from "./core/limits/limits.ts";
import { fileSettings } from "./start/file-settings.ts";
import { formatFlags, formatTable } from "./start/format-settings.ts";
import { historySettings, ircAccountSettings, ircSettings } from "./start/irc-settings.ts";
import { type ReadSettings, readSettings, type SettingSources } from "./start/read-settings.ts";
import {
  booleanSetting,
  choiceSetting,
  integerSetting,
  listSetting,
  listSettings,
  optionalTextSetting,
  portSetting,
  type Setting,
  textSetting,
  type ValuesOf,
} from "./start/settings.ts";

const CommunityNameSchema = v.pipe(
  v.string(),
  v.transform(normalizeName),
  v.check((name) => findNameProblem(name) === null),
);

type RateSettings = Readonly<Record<"burst" | "perMinute", Setting<number>>>;

const rates = Object.fromEntries(
  limitSettings.map(({ name, rate, reason }): [LimitName, RateSettings] => [
    name,
    {
      burst: integerSetting(rate.burst, { min: 1, max: 1_000_000, unit: "at once" }, reason),
      perMinute: integerSetting(
        rate.perMinute,
        { min: 1, max: 1_000_000, unit: "a minute" },
        `How fast limits.rates.${name}.burst fills up again.`,
      ),
    },
  ]),
) as Readonly<Record<LimitName, RateSettings>>;

/** Everything a host can set: the one table behind the file, the flags, the variables and their documents. */
const settings = {
  data: textSetting("./data", "DIR", "Folder that keeps everything. It is made when it does not exist."),
  host: textSetting(
    "::",
    "ADDR",
    "Address to listen on. :: is every address of this machine, IPv6 and IPv4.",
  ),
  port: portSetting(
    "4327, or the next free one, remembered in the data folder",
    "Port of the web app. 0 is any free one.",
  ),
  name: optionalTextSetting(
    {
      takes: "a name of 1 to 40 letters",
      placeholder: "NAME",
      absent: "this machine's name",
      help: "What your community is called.",
    },
    CommunityNameSchema,
  ),
  config: optionalTextSetting({
    placeholder: "FILE",
    absent: "none",
    help: "JSON file with settings. Only a flag or variable can name it.",
  }),
  log: choiceSetting("info", ["error", "warn", "info", "debug"], "How much is told in the terminal."),
  hosts: listSetting(
    "HOST",
    "Further names under which browsers may open this server, beside its addresses.",
  ),
  behindProxy: listSetting(
    "ADDR",
    "Addresses of proxies whose word on where a connection comes from is trusted.",
  ),
  access: {
    guests: booleanSetting(true, "People may come in for one connection, without taking a name for good."),
    guestsCreateRooms: booleanSetting(true, "Guests may create rooms."),
  },
  accounts: {
    ...ircAccountSettings,
    passwordHashCost: choiceSetting(
      "normal",
      ["normal", "test"],
      "How hard passwords are to guess from a stolen disk. Test is for test suites only.",
    ),
  },
  limits: {
    connections: booleanSetting(true, "Limits how many connections one person and one address may hold."),
    messages: booleanSetting(true, "Limits how fast one person may write and ask."),
    logins: booleanSetting(true, "Limits how fast names are taken and passwords and codes are tried."),
    rates,
  },
  files: fileSettings,
  irc: ircSettings,
  history: historySettings,
  tls: {
    cert: optionalTextSetting({ placeholder: "FILE", absent: "none", help: "Certificate chain, PEM." }),
    key: optionalTextSetting({ placeholder: "FILE", absent: "none", help: "The certificate's key, PEM." }),
  },
} as const;

/** What the host wants, complete and valid. */
export type Config = ValuesOf<typeof settings>;

/** "hearth" is run by suites as `$HEARTH_CMD`; that is theirs. The others are the terminal client's. */
const foreignVariables = ["HEARTH_CMD", "HEARTH_PROFILES", "HEARTH_PROFILE", "HEARTH_PASSWORD"];

/** The configuration from flags, variables and file, or every problem with them in sentences. */
export function readConfig(
  sources: Pick<SettingSources, "args" | "variables" | "readFile">,
): ReadSettings<typeof settings> {
  return readSettings(settings, { fileKey: "config", foreignVariables, ...sources });
}

/** The name of a community whose host has not given it one: the machine's, without its domain. */
export function nameOfMachine(hostname: string): string {
  const name = normalizeName(hostname.replace(/\..*$/u, ""));
  return findNameProblem(name) === null && name !== "localhost" ? name : "Hearth";
}

/** `hearth serve` for the manual and for shells. */
export function createServeSpec(): CommandSpec {
  const flags = listSettings(settings)
    .filter(({ setting }) => setting.kind !== "secret")
    .map(({ flag, setting }): Flag => {
      const name = flag.replace(/^--/u, "");
      // A switch stands alone, or with =false.
      return setting.kind === "boolean"
        ? { name, help: setting.help }
        : { name, takes: setting.placeholder, help: setting.help };
    });
  return {
    name: "serve",
    summary: "Starts the server.",
    arguments: [],
    flags,
    examples: [{ line: 'hearth serve --name "Class 9B"', does: "Starts it, on the usual port." }],
  };
}

/** `hearth serve --help`. */
export function formatServeHelp(columns: number): string {
  return [
    "hearth serve [FLAGS]",
    "",
    "Starts the server and shows where to find it. Ctrl+C stops it.",
    "",
    formatFlags(settings, columns),
    "",
    "Each flag is also a key of the config file and a variable: --irc-tls-port is irc.tlsPort and",
    "HEARTH_IRC_TLS_PORT. A flag wins over a variable, a variable over the file.",
  ].join("\n");
}

/** `docs/configuration.md`, whole. */
export function formatConfigDocs(): string {
  return `# Configuration

Made from the table in \`apps/server/src/config.ts\` by \`apps/server/src/start/write-config-docs.ts\`; a test
compares the two.

Nothing needs to be set. What is set comes from, in this order: a flag of \`hearth serve\`, a variable, the JSON
file named by \`--config\` or \`HEARTH_CONFIG\`, and what is built in. Keys of the file are nested:

\`\`\`json
{ "name": "Indiranagar Public School", "access": { "guests": false } }
\`\`\`

A name that does not exist is an error, in all three places. In the file \`null\` turns a port off; in flags and
variables the word is \`off\`. Lists are JSON lists in the file and separated by commas elsewhere. A switch is
\`--access-guests\` or \`--no-access-guests\`. Passwords have no flag. A path is taken from the folder in which
Hearth is started.

${formatTable(settings)}
`;
}
