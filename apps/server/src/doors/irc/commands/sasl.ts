import { Refusal } from "@hearth/protocol";
import type { UserRow } from "../../../core/rows.ts";
import type { Call, CommandTable } from "../call.ts";
import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";
import { ScramExchange } from "../sasl/scram.ts";
import { signIn } from "../standing/sign-in.ts";

/** IRCv3 sasl-3.1 and 3.2. */
export const saslCommands: CommandTable = {
  AUTHENTICATE: { least: 0, when: "always", run: authenticate },
};

/** What has come of an exchange; each line brings at most 400 bytes of base64. */
interface Exchange {
  readonly mechanism: "PLAIN" | "SCRAM-SHA-256";
  text: string;
  readonly scram: ScramExchange | null;
}

const lineChars = 400;
const maxChars = 8_192;
const exchanges = new WeakMap<Client, Exchange>();

async function authenticate({ irc, client, params }: Call): Promise<void> {
  const [word] = params;
  if (!client.has("sasl")) return client.numeric("904", "Ask for the sasl capability first");
  if (word === undefined) return client.numeric("461", "AUTHENTICATE", "Not enough parameters");
  if (word === "*") return abort(client);
  const exchange = exchanges.get(client);
  if (!exchange) return begin(irc, client, word.toUpperCase());
  await proceed(irc, client, exchange, word);
}

function abort(client: Client): void {
  exchanges.delete(client);
  client.numeric("906", "SASL authentication aborted");
}

function begin(irc: Irc, client: Client, mechanism: string): void {
  if (mechanism !== "PLAIN" && mechanism !== "SCRAM-SHA-256") {
    client.numeric("908", "PLAIN,SCRAM-SHA-256", "are available SASL mechanisms");
    return client.numeric("904", "SASL authentication failed");
  }
  const scram = mechanism === "PLAIN" ? null : new ScramExchange(irc.core, callerOf(client));
  exchanges.set(client, { mechanism, text: "", scram });
  challenge(client, "+");
}

/** Where a client calls from, for the ledger. */
export function callerOf(client: Client): { ip: string; label: string } {
  return { ip: client.link.ip, label: "IRC" };
}

function challenge(client: Client, text: string): void {
  client.reply({ command: "AUTHENTICATE", params: [text] });
}

async function proceed(irc: Irc, client: Client, exchange: Exchange, word: string): Promise<void> {
  if (word.length > lineChars) {
    exchanges.delete(client);
    return client.numeric("905", "SASL message too long");
  }
  exchange.text += word === "+" ? "" : word;
  if (exchange.text.length > maxChars) return fail(client);
  if (word.length === lineChars) return undefined;
  const { text } = exchange;
  exchange.text = "";
  if (!/^[A-Za-z0-9+/]*={0,2}$/u.test(text)) return fail(client);
  const decoded = Buffer.from(text, "base64").toString("utf8");
  try {
    await (exchange.scram
      ? proceedScram(irc, client, exchange.scram, decoded)
      : provePlain(irc, client, decoded));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    fail(client, error.code === "rate_limited" ? "Too many tries. Wait a little" : undefined);
  }
}

function fail(client: Client, why = "SASL authentication failed"): void {
  exchanges.delete(client);
  client.numeric("904", why);
}

/** RFC 4616: authorization identity, authentication identity, password. */
async function provePlain(irc: Irc, client: Client, text: string): Promise<void> {
  const [authzid = "", authcid = "", password = "", ...rest] = text.split("\0");
  if (rest.length > 0 || authcid === "" || password === "" || (authzid !== "" && authzid !== authcid))
    return fail(client);
  await succeed(irc, client, await irc.core.accounts.verify(callerOf(client), authcid, password));
}

async function proceedScram(irc: Irc, client: Client, scram: ScramExchange, text: string): Promise<void> {
  const step = await scram.receive(text);
  switch (step.type) {
    case "challenge": {
      for (const line of splitBase64(step.text)) challenge(client, line);
      return undefined;
    }
    case "done":
      return succeed(irc, client, step.user);
    case "failed":
      return fail(client);
    default:
      return step satisfies never;
  }
}

function splitBase64(text: string): string[] {
  const encoded = Buffer.from(text).toString("base64");
  const lines = encoded.match(/.{1,400}/gu) ?? [];
  return encoded.length % lineChars === 0 ? [...lines, "+"] : lines;
}

async function succeed(irc: Irc, client: Client, user: UserRow): Promise<void> {
  exchanges.delete(client);
  await signIn(irc, client, user);
  client.numeric("903", "SASL authentication successful");
}
