import type { Call, CommandTable } from "../call.ts";
import { allCaps, type Cap, capBits, formatCap, isCap } from "../caps.ts";
import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";
import { register } from "../standing/welcome.ts";

/** IRCv3 capability negotiation, version 302. */
export const capCommands: CommandTable = {
  CAP: { least: 1, when: "always", run: cap },
};

async function cap(call: Call): Promise<void> {
  const { irc, client, params } = call;
  switch ((params[0] ?? "").toUpperCase()) {
    case "LS":
      return list(call);
    case "LIST":
      return sendCaps(client, "LIST", enabledCaps(client));
    case "REQ":
      return request(call);
    case "END":
      client.isNegotiating = false;
      return register(irc, client);
    default:
      return client.numeric("410", params[0] ?? "*", "Invalid CAP subcommand");
  }
}

export function offeredCaps(irc: Irc): Cap[] {
  const { metadata, accounts, history } = irc.options;
  return allCaps.filter((name) => {
    if (name === "draft/metadata-3") return metadata.enabled;
    if (name === "draft/account-registration") return accounts.registration === "open";
    if (name === "draft/chathistory" || name === "draft/event-playback") return history.enabled;
    return true;
  });
}

function enabledCaps(client: Client): string[] {
  return allCaps.filter((name) => client.has(name));
}

function list({ irc, client, params }: Call): void {
  if (!client.isRegistered) client.isNegotiating = true;
  const version = Number(params[1] ?? 301);
  if (version >= 302) {
    client.capVersion = Math.max(client.capVersion, version);
    setCaps(irc, client, client.caps | capBits["cap-notify"]);
  }
  const names = offeredCaps(irc);
  const { sts } = irc.options;
  const isModern = client.capVersion >= 302;
  const stsCap = sts
    ? [client.link.isSecure ? `sts=duration=${sts.durationSeconds}` : `sts=port=${sts.port}`]
    : [];
  const shown = isModern ? [...names.map((name) => formatCap(name, irc.options)), ...stsCap] : names;
  sendCaps(client, "LS", shown);
}

/** Capabilities in one line: below 512 bytes with every prefix. */
const maxCapBytes = 400;

function sendCaps(client: Client, verb: string, names: readonly string[]): void {
  // Only version 302 may be told in several lines (IRCv3 capability-negotiation).
  const lines: string[] = client.capVersion < 302 ? [names.join(" ")] : [];
  for (const name of client.capVersion < 302 ? [] : names) {
    const last = lines.at(-1);
    if (last === undefined || last.length + name.length >= maxCapBytes) lines.push(name);
    else lines[lines.length - 1] = `${last} ${name}`;
  }
  const source = client.serverName;
  for (const line of lines.slice(0, -1)) {
    client.reply({ source, command: "CAP", params: [client.nick, verb, "*", line] });
  }
  client.reply({ source, command: "CAP", params: [client.nick, verb, lines.at(-1) ?? ""] });
}

function request({ irc, client, params }: Call): void {
  if (!client.isRegistered) client.isNegotiating = true;
  const text = params[1] ?? "";
  const caps = applyRequest(
    irc,
    client,
    text.split(" ").filter((word) => word !== ""),
  );
  const source = client.serverName;
  if (caps === null) return client.reply({ source, command: "CAP", params: [client.nick, "NAK", text] });
  setCaps(irc, client, caps);
  client.reply({ source, command: "CAP", params: [client.nick, "ACK", text] });
}

/** All or nothing: `null` when one of them is not to be had. */
function applyRequest(irc: Irc, client: Client, words: readonly string[]): number | null {
  const offered: readonly string[] = offeredCaps(irc);
  let caps = client.caps;
  for (const word of words) {
    const name = word.replace(/^-/u, "");
    if (!isCap(name) || !offered.includes(name)) return null;
    if (!word.startsWith("-")) caps |= capBits[name];
    else if (name === "cap-notify" && client.capVersion >= 302) return null;
    else caps &= ~capBits[name];
  }
  return caps;
}

/** Its place in every audience follows what it can read. */
function setCaps(irc: Irc, client: Client, caps: number): void {
  if (caps === client.caps) return;
  const heard = [...irc.channels.all()].filter((channel) => channel.audience.has(client));
  for (const channel of heard) channel.audience.remove(client);
  client.caps = caps;
  for (const channel of heard) channel.audience.add(client);
}
