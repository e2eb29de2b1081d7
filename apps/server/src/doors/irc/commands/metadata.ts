import type { Call, CommandTable } from "../call.ts";
import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";
import { formatValue, type Subject, sendBatch, syncLines, valuesOf } from "../standing/metadata.ts";
import { peersOf } from "../standing/peers.ts";
import { byteLength, isChannel } from "../wire/names.ts";

/** IRCv3 draft/metadata-3. */
export const metadataCommands: CommandTable = {
  METADATA: { least: 2, when: "always", run: metadata },
};

interface Asked {
  readonly irc: Irc;
  readonly client: Client;
  readonly subject: Subject;
  readonly rest: readonly string[];
}

const keyPattern = /^[a-z0-9_./-]{1,64}$/u;

async function metadata({ irc, client, params }: Call): Promise<void> {
  const [target = "", verb = "", ...rest] = params;
  if (!client.isRegistered && !client.has("draft/metadata-3"))
    return client.numeric("451", "METADATA", "You have not registered");
  const name = verb.toUpperCase();
  const subscribe = subscriptions[name];
  if (subscribe) return subscribe(irc, client, rest);
  const run = verbs[name];
  if (!run) return client.fail("FAIL", "METADATA", "SUBCOMMAND_INVALID", verb, "No such subcommand");
  const subject = await findSubject(irc, client, target);
  if (!subject) return client.fail("FAIL", "METADATA", "INVALID_TARGET", target, "No such nick or channel");
  await run({ irc, client, subject, rest });
}

async function findSubject(irc: Irc, client: Client, target: string): Promise<Subject | null> {
  if (isChannel(target)) {
    const channel = await irc.channels.find(target);
    const isClosed = channel && (channel.isHidden || channel.rules.inviteOnly) && !channel.has(client.person);
    if (!channel || channel.isPair || isClosed) return null;
    return { type: "channel", name: channel.name, channel, values: channel.metadata };
  }
  const face = target === "*" || client.isNamed(target) ? client : irc.people.faceByNick(target);
  return face ? { type: "face", name: face.nick, face, values: valuesOf(face) } : null;
}

const verbs: Readonly<Record<string, (asked: Asked) => Promise<void> | void>> = {
  GET: get,
  LIST: list,
  SET: set,
  CLEAR: clear,
  SYNC: (asked) =>
    sendBatch(asked.irc, asked.client, asked.subject.name, syncLines(asked.client, asked.subject)),
};

function get({ irc, client, subject, rest }: Asked): void {
  const bad = rest.find((key) => !keyPattern.test(key));
  if (bad !== undefined) return client.fail("FAIL", "METADATA", "KEY_INVALID", bad, "That is no key");
  sendBatch(
    irc,
    client,
    subject.name,
    rest.map((key) => formatValue(client, subject.name, key, subject.values.get(key))),
  );
}

function list({ irc, client, subject }: Asked): void {
  const lines = [...subject.values].map(([key, value]) => formatValue(client, subject.name, key, value));
  sendBatch(irc, client, subject.name, lines);
}

function mayChange(client: Client, subject: Subject): boolean {
  switch (subject.type) {
    case "face":
      return subject.face === client;
    case "channel":
      return subject.channel.isOperator(client.person);
    default:
      return subject satisfies never;
  }
}

async function set({ irc, client, subject, rest }: Asked): Promise<void> {
  const [key = "", value] = rest;
  const { maxKeys, maxValueBytes } = irc.options.metadata;
  if (!keyPattern.test(key)) return client.fail("FAIL", "METADATA", "KEY_INVALID", key, "That is no key");
  if (!mayChange(client, subject))
    return client.fail(
      "FAIL",
      "METADATA",
      "KEY_NO_PERMISSION",
      subject.name,
      key,
      "That is not yours to set",
    );
  if (value !== undefined && byteLength(value) > maxValueBytes)
    return client.fail("FAIL", "METADATA", "INVALID_VALUE", key, "That value is too long");
  if (value !== undefined && subject.values.size >= maxKeys && !subject.values.has(key))
    return client.fail("FAIL", "METADATA", "LIMIT_REACHED", subject.name, "There are too many keys");
  if (value === undefined && !subject.values.has(key))
    return client.fail("FAIL", "METADATA", "KEY_NOT_SET", subject.name, key, "That key is not set");
  await change(irc, subject, key, value);
  client.reply(formatValue(client, subject.name, key, value));
  tellSubscribers(irc, client, subject, key, value);
}

async function change(irc: Irc, subject: Subject, key: string, value: string | undefined): Promise<void> {
  const values = subject.type === "channel" ? subject.channel.metadata : subject.face.client?.keep().metadata;
  if (value === undefined) values?.delete(key);
  else values?.set(key, value);
  if (subject.type === "channel") await irc.channels.save(subject.channel);
}

async function clear({ irc, client, subject }: Asked): Promise<void> {
  if (!mayChange(client, subject))
    return client.fail(
      "FAIL",
      "METADATA",
      "KEY_NO_PERMISSION",
      subject.name,
      "*",
      "That is not yours to clear",
    );
  const keys = [...subject.values.keys()];
  for (const key of keys) {
    await change(irc, subject, key, undefined);
    tellSubscribers(irc, client, subject, key, undefined);
  }
  sendBatch(
    irc,
    client,
    subject.name,
    keys.map((key) => formatValue(client, subject.name, key, undefined)),
  );
}

function tellSubscribers(
  irc: Irc,
  client: Client,
  subject: Subject,
  key: string,
  value: string | undefined,
): void {
  const listeners =
    subject.type === "channel" ? subject.channel.audience.listeners() : peersOf(irc, subject.face);
  for (const other of listeners) {
    if (other !== client && other.kept.subscriptions.has(key))
      other.send(formatValue(other, subject.name, key, value));
  }
}

type Subscribe = (irc: Irc, client: Client, keys: readonly string[]) => void;

const subscriptions: Readonly<Record<string, Subscribe>> = {
  SUB: (irc, client, keys) => {
    const added: string[] = [];
    for (const key of keys) {
      if (!keyPattern.test(key)) client.fail("FAIL", "METADATA", "KEY_INVALID", key, "That is no key");
      else if (
        client.kept.subscriptions.size >= irc.options.metadata.maxSubs &&
        !client.kept.subscriptions.has(key)
      )
        client.fail("FAIL", "METADATA", "TOO_MANY_SUBS", key, "You have subscribed to too many keys");
      else {
        client.keep().subscriptions.add(key);
        added.push(key);
      }
    }
    if (added.length > 0) client.numeric("770", ...added);
    if (added.length > 0 && client.isRegistered) syncAfterSub(irc, client, added);
  },
  UNSUB: (_irc, client, keys) => {
    for (const key of keys) client.keep().subscriptions.delete(key);
    client.numeric("771", ...keys);
  },
  SUBS: (_irc, client) => client.numeric("772", ...client.kept.subscriptions),
};

/** What those who share a room have set already. */
function syncAfterSub(irc: Irc, client: Client, keys: readonly string[]): void {
  for (const peer of peersOf(irc, client)) {
    for (const key of keys) {
      const value = peer.kept.metadata.get(key);
      if (value !== undefined) client.reply(formatValue(client, peer.nick, key, value));
    }
  }
}
