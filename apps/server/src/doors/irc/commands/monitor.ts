import type { Call, CommandTable } from "../call.ts";
import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";
import { maskOf } from "../faces.ts";
import { cutText, foldCase, isNick } from "../wire/names.ts";

/** IRCv3 monitor. */
export const monitorCommands: CommandTable = {
  MONITOR: { least: 1, when: "after", run: monitor },
};

function monitor({ irc, client, params }: Call): void {
  const [verb = "", list = ""] = params;
  const nicks = list.split(",").filter((nick) => nick !== "");
  switch (verb.toUpperCase()) {
    case "+":
      return add(irc, client, nicks);
    case "-":
      for (const nick of nicks) client.keep().monitored.delete(foldCase(nick));
      return undefined;
    case "C":
      return client.keep().monitored.clear();
    case "L":
      sendNicks(client, "732", [...client.kept.monitored.values()]);
      return client.numeric("733", "End of MONITOR list");
    case "S":
      return sendStates(irc, client, [...client.kept.monitored.values()]);
    default:
      return client.numeric("461", "MONITOR", "Not enough parameters");
  }
}

function add(irc: Irc, client: Client, nicks: readonly string[]): void {
  const { monitor: max, nickLength } = irc.options.limits;
  const { monitored } = client.keep();
  const added: string[] = [];
  for (const [place, nick] of nicks.entries()) {
    if (!isNick(nick, nickLength)) continue;
    if (monitored.size >= max && !monitored.has(foldCase(nick))) {
      client.numeric("734", String(max), nicks.slice(place).join(","), "Monitor list is full");
      break;
    }
    monitored.set(foldCase(nick), nick);
    added.push(nick);
  }
  sendStates(irc, client, added);
}

function sendStates(irc: Irc, client: Client, nicks: readonly string[]): void {
  const online = nicks.flatMap((nick) => irc.people.faceByNick(nick) ?? []);
  sendNicks(client, "730", online.map(maskOf));
  sendNicks(
    client,
    "731",
    nicks.filter((nick) => !irc.people.faceByNick(nick)),
  );
}

const maxLineBytes = 380;

function sendNicks(client: Client, numeric: string, nicks: readonly string[]): void {
  let line = "";
  for (const nick of nicks) {
    if (line !== "" && line.length + nick.length > maxLineBytes) {
      client.numeric(numeric, line);
      line = "";
    }
    line += line === "" ? nick : `,${nick}`;
  }
  if (line !== "") client.numeric(numeric, cutText(line, 2 * maxLineBytes));
}
