import type { Call, CommandTable } from "../call.ts";
import { sendSupport } from "../isupport.ts";
import { sendLusers, sendMotd } from "../standing/welcome.ts";
import { matchMask } from "../wire/mask.ts";
import { helpTopics } from "./help.ts";

/** RFC 2812 section 3.4, 4.3; modern.ircdocs.horse for HELP. */
export const infoCommands: CommandTable = {
  MOTD: { least: 0, when: "after", run: (call) => ask(call, () => sendMotd(call.irc, call.client)) },
  LUSERS: { least: 0, when: "after", run: ({ irc, client }) => sendLusers(irc, client) },
  VERSION: { least: 0, when: "after", run: (call) => ask(call, () => version(call)) },
  // draft/extended-isupport: may be asked before registration, too.
  ISUPPORT: { least: 0, when: "always", run: ({ irc, client }) => sendSupport(irc, client) },
  TIME: { least: 0, when: "after", run: (call) => ask(call, () => time(call)) },
  INFO: { least: 0, when: "after", run: (call) => ask(call, () => info(call)) },
  ADMIN: { least: 0, when: "after", run: (call) => ask(call, () => admin(call)) },
  LINKS: { least: 0, when: "after", run: links },
  HELP: { least: 0, when: "after", run: help },
  HELPOP: { least: 0, when: "after", run: help },
  STATS: { least: 0, when: "after", run: stats },
  USERS: { least: 0, when: "after", run: ({ client }) => client.numeric("446", "USERS is not offered here") },
  SUMMON: {
    least: 0,
    when: "after",
    run: ({ client }) => client.numeric("445", "SUMMON is not offered here"),
  },
  CONNECT: {
    least: 0,
    when: "after",
    run: ({ client }) => client.numeric("481", "There are no servers to connect"),
  },
  SQUIT: {
    least: 0,
    when: "after",
    run: ({ client }) => client.numeric("481", "There are no servers to part"),
  },
};

/** Answers for this server; any other is not known. */
function ask({ irc, client, params }: Call, run: () => void): void {
  const [server] = params;
  const isHere =
    server === undefined ||
    matchMask(server, irc.options.serverName) ||
    irc.people.faceByNick(server) !== undefined;
  if (isHere) run();
  else client.numeric("402", server, "No such server");
}

function version({ irc, client }: Call): void {
  client.numeric("351", `hearth-${irc.options.version}`, irc.options.serverName, "");
  sendSupport(irc, client);
}

function time({ irc, client }: Call): void {
  const now = new Date(irc.nowMs);
  client.numeric("391", irc.options.serverName, now.toUTCString());
}

function info({ irc, client }: Call): void {
  for (const line of [
    `Hearth ${irc.options.version}: a chat for the people around you.`,
    `Open ${irc.options.webAddress()}`,
  ]) {
    client.numeric("371", line);
  }
  client.numeric("374", "End of INFO list");
}

function admin({ irc, client }: Call): void {
  const { serverName, networkName } = irc.options;
  client.numeric("256", serverName, "Administrative info");
  client.numeric("257", networkName);
  client.numeric("258", "Ask the person who hosts this community");
  client.numeric("259", irc.options.webAddress());
}

/** Hearth is one server, linked to none. */
function links({ client, params }: Call): void {
  client.numeric("365", params[1] ?? params[0] ?? "*", "End of /LINKS list");
}

function stats({ irc, client, params }: Call): void {
  const [letter = "*"] = params;
  if (letter === "u") {
    const seconds = Math.floor((irc.nowMs - irc.startedAtMs) / 1000);
    client.numeric(
      "242",
      `Server up ${Math.floor(seconds / 86_400)} days ${new Date(seconds * 1000).toISOString().slice(11, 19)}`,
    );
  }
  client.numeric("219", letter, "End of /STATS report");
}

function help({ client, params }: Call): void {
  const topic = (params[0] ?? "").toLowerCase();
  const lines = Object.hasOwn(helpTopics, topic) ? helpTopics[topic] : undefined;
  const name = topic === "" ? "*" : topic;
  if (!lines) return client.numeric("524", name, "There is no help on that");
  const [first = "", ...rest] = lines;
  client.numeric("704", name, first);
  for (const line of rest) client.numeric("705", name, line);
  client.numeric("706", name, "End of /HELP");
}
