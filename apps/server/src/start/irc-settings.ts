import * as v from "valibot";
import type { IrcOptions, Oper } from "../doors/irc/options.ts";
import { isHostname } from "../doors/irc/wire/hostname.ts";
import {
  booleanSetting,
  choiceSetting,
  integerSetting,
  optionalTextSetting,
  portSetting,
  type Setting,
  secretSetting,
  textSetting,
  type ValuesOf,
} from "./settings.ts";

const OperSchema = v.pipe(
  v.strictObject({
    name: v.pipe(v.string(), v.nonEmpty()),
    password: v.optional(v.pipe(v.string(), v.nonEmpty())),
    passwordHash: v.optional(v.pipe(v.string(), v.nonEmpty())),
  }),
  v.check(({ password, passwordHash }) => password !== undefined || passwordHash !== undefined),
);

/** A list in the file; as a variable the same list as JSON. */
const OpersSchema = v.union([
  v.array(OperSchema),
  v.pipe(v.string(), v.rawTransform(parseList), v.array(OperSchema)),
]);

function parseList({ dataset, addIssue, NEVER }: v.RawTransformContext<string>): unknown {
  try {
    return JSON.parse(dataset.value);
  } catch {
    addIssue({ message: "a JSON list" });
    return NEVER;
  }
}

const opers: Setting<readonly Oper[]> = {
  kind: "secret",
  initial: [],
  schema: OpersSchema,
  takes: 'a list of {"name", "password" or "passwordHash"}',
  placeholder: "JSON",
  unit: "",
  absent: "",
  help: "Who becomes an IRC operator by OPER.",
};

/** Accepts only `false`: what a connection is called is never asked of other machines. */
function neverSetting(help: string): Setting<false> {
  const words = { takes: "false", placeholder: "false", unit: "", absent: "", help };
  return { kind: "boolean", initial: false, schema: v.literal(false), ...words };
}

const length = (initial: number, max: number, help: string): Setting<number> =>
  integerSetting(initial, { min: 1, max, unit: "bytes" }, help);

/** `irc.*` */
export const ircSettings = {
  port: portSetting("off", "Port for IRC clients."),
  tlsPort: portSetting("off", "Port for IRC clients over TLS; tls.cert and tls.key must be set."),
  wsPort: portSetting("off", "Port for IRC clients in browsers (web sockets)."),
  serverName: {
    ...textSetting("hearth.local", "NAME", "What IRC clients are told that this server is called."),
    schema: v.pipe(v.string(), v.check(isHostname)),
    takes: "a host name with a dot in it",
  },
  networkName: optionalTextSetting({
    placeholder: "NAME",
    absent: "the community's name",
    help: "What IRC clients call this community.",
  }),
  password: secretSetting("open", "Password that every IRC connection must name (PASS)."),
  casemapping: choiceSetting("ascii", ["ascii"], "Which letters of names are the same."),
  nickPolicy: choiceSetting(
    "owned",
    ["owned", "free"],
    "Owned: a nick like a person's name needs that person's sign-in. Free: any nick not in use.",
  ),
  motd: optionalTextSetting({ placeholder: "TEXT", absent: "none", help: "Message of the day." }),
  hostnameLookups: neverSetting("Names of machines are not looked up."),
  ident: neverSetting("Other machines are not asked who a connection is."),
  opers,
  sts: booleanSetting(
    false,
    "Tells IRC clients to come by TLS from now on. Only where they trust the certificate.",
  ),
  limits: {
    nickLength: length(32, 64, "Longest nick."),
    channelLength: length(64, 64, "Longest channel name, # included."),
    topicLength: length(390, 390, "Longest topic set from IRC."),
    kickLength: length(390, 390, "Longest reason of a KICK, PART or QUIT."),
    awayLength: length(200, 390, "Longest away message."),
    monitor: integerSetting(100, { min: 1, max: 1000 }, "Nicks one connection may watch."),
    whowas: integerSetting(100, { min: 0, max: 10_000 }, "Nicks that WHOWAS remembers."),
    multilineMaxBytes: length(4096, 16_384, "Longest message sent in several lines."),
    multilineMaxLines: integerSetting(32, { min: 2, max: 1000 }, "Lines of a message sent in several."),
    perAddress: integerSetting(200, { min: 1, max: 100_000 }, "IRC connections from one address."),
  },
  metadata: {
    enabled: booleanSetting(true, "IRC clients may set values such as an avatar's address."),
    maxKeys: integerSetting(1000, { min: 1, max: 1000 }, "Values of one nick or channel."),
    maxSubs: integerSetting(100, { min: 1, max: 1000 }, "Values one connection may follow."),
  },
} as const;

/** `accounts.*`, as far as IRC has its own. */
export const ircAccountSettings = {
  registration: choiceSetting("open", ["open", "closed"], "May IRC clients register their nick (REGISTER)?"),
  registerBeforeConnect: booleanSetting(false, "They may do so before they have come in."),
  emailRequired: booleanSetting(false, "They must name an e-mail address. It is not kept."),
  maxPasswordBytes: integerSetting(1024, { min: 8, max: 1024, unit: "bytes" }, "Longest password."),
} as const;

/** `history.*` */
export const historySettings = {
  enabled: booleanSetting(true, "IRC clients may read what was said before (CHATHISTORY)."),
  maxMessages: integerSetting(100, { min: 1, max: 500 }, "Messages in one answer."),
  deleteOwn: booleanSetting(true, "People may delete what they wrote from IRC (REDACT)."),
} as const;

interface IrcConfig {
  readonly irc: ValuesOf<typeof ircSettings>;
  readonly accounts: ValuesOf<typeof ircAccountSettings>;
  readonly history: ValuesOf<typeof historySettings>;
  readonly access: { readonly guests: boolean };
  readonly limits: { readonly connections: boolean };
}

/** What the door needs of the configuration. */
export function formatIrcOptions(
  { irc, accounts, history, access, limits }: IrcConfig,
  about: { readonly version: string; readonly name: string; readonly webAddress: () => string },
): IrcOptions {
  const { perAddress, ...lengths } = irc.limits;
  return {
    serverName: irc.serverName,
    networkName: irc.networkName ?? about.name,
    password: irc.password,
    nickPolicy: irc.nickPolicy,
    motd: irc.motd === null ? null : irc.motd.split("\n"),
    opers: irc.opers,
    limits: { ...lengths, perAddress: limits.connections ? perAddress : null },
    metadata: { ...irc.metadata, maxValueBytes: 400 },
    accounts,
    history,
    guests: access.guests,
    version: about.version,
    webAddress: about.webAddress,
    sts: irc.sts && irc.tlsPort !== null ? { port: irc.tlsPort, durationSeconds: 30 * 86_400 } : null,
  };
}
