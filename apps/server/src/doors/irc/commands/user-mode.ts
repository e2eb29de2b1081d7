import type { Call } from "../call.ts";
import type { Client } from "../client.ts";

/** Letters a connection may set for itself, each with its place. */
const flags: readonly (readonly [
  letter: string,
  field: "isBot" | "isInvisible" | "seesWallops" | "wantsAccounts",
])[] = [
  ["B", "isBot"],
  ["R", "wantsAccounts"],
  ["i", "isInvisible"],
  ["w", "seesWallops"],
];

export function formatUserModes(client: Client): string {
  const own = flags.filter(([, field]) => client[field]).map(([letter]) => letter);
  return `+${own.join("")}${client.isOper ? "o" : ""}`;
}

export function userMode({ irc, client, params }: Call): void {
  const [target = "", letters] = params;
  if (!client.isNamed(target)) {
    return irc.people.faceByNick(target)
      ? client.numeric("502", "Cannot change mode for other users")
      : client.numeric("401", target, "No such nick");
  }
  if (letters === undefined) return client.numeric("221", formatUserModes(client));
  const done = applyLetters(client, letters);
  if (done !== "") client.reply({ source: client.nick, command: "MODE", params: [client.nick, done] });
}

function applyLetters(client: Client, letters: string): string {
  let isOn = true;
  let plus = "";
  let minus = "";
  let isUnknown = false;
  for (const letter of letters) {
    if (letter === "+" || letter === "-") isOn = letter === "+";
    else if (!isKnown(letter)) isUnknown = true;
    else if (setFlag(client, letter, isOn)) {
      if (isOn) plus += letter;
      else minus += letter;
    }
  }
  if (isUnknown) client.numeric("501", "Unknown MODE flag");
  return `${plus && `+${plus}`}${minus && `-${minus}`}`;
}

function isKnown(letter: string): boolean {
  return letter === "o" || flags.some(([known]) => known === letter);
}

/** Says whether it changed. Nobody makes themselves operator; everyone may stop being one. */
function setFlag(client: Client, letter: string, isOn: boolean): boolean {
  if (letter === "o") {
    const changed = client.isOper && !isOn;
    if (changed) client.isOper = false;
    return changed;
  }
  const field = flags.find(([known]) => known === letter)?.[1];
  if (!field || client[field] === isOn) return false;
  client[field] = isOn;
  return true;
}
