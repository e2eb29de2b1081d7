import type { Call, CommandTable } from "../call.ts";
import { maskOf } from "../faces.ts";
import type { Oper } from "../options.ts";
import { cutText } from "../wire/names.ts";

/** RFC 2812 section 3.1.4, 3.7.1, 4.7: for those who host. */
export const operCommands: CommandTable = {
  OPER: { least: 2, when: "after", run: oper },
  KILL: { least: 1, when: "after", run: kill },
  WALLOPS: { least: 1, when: "after", run: wallops },
  REHASH: { least: 0, when: "after", run: deny },
  DIE: { least: 0, when: "after", run: deny },
  RESTART: { least: 0, when: "after", run: deny },
};

async function oper({ irc, client, params }: Call): Promise<void> {
  const [name = "", password = ""] = params;
  irc.core.ledger.take("signIns", `oper ${name}`);
  irc.core.ledger.take("signInsByAddress", client.link.ip);
  const known = irc.options.opers.find((one) => one.name === name);
  if (!known || !(await isPassword(irc.core.parts.hashes, known, password))) {
    return client.numeric("464", "Password incorrect");
  }
  client.isOper = true;
  client.numeric("381", "You are now an IRC operator");
  client.reply({ source: client.nick, command: "MODE", params: [client.nick, "+o"] });
}

type Hashes = Call["irc"]["core"]["parts"]["hashes"];

async function isPassword(hashes: Hashes, known: Oper, password: string): Promise<boolean> {
  if (known.passwordHash !== undefined) return hashes.verifyPassword(password, known.passwordHash);
  // Compared by digest, so that the time it takes tells nothing.
  return known.password !== undefined && hashes.digest(password) === hashes.digest(known.password);
}

function kill({ irc, client, params }: Call): void {
  if (!client.isOper) return client.numeric("481", "Permission Denied- You're not an IRC operator");
  const [nick = "", reason = ""] = params;
  const face = irc.people.faceByNick(nick);
  if (!face?.client) return client.numeric("401", nick, "No such nick");
  const why = cutText(reason, irc.options.limits.kickLength);
  face.client.send({ source: maskOf(client), command: "KILL", params: [face.nick, why] });
  irc.close(face.client, `Killed (${client.nick} (${why}))`);
}

function wallops({ irc, client, params }: Call): void {
  if (!client.isOper) return client.numeric("481", "Permission Denied- You're not an IRC operator");
  const out = { source: maskOf(client), command: "WALLOPS", params: [params[0] ?? ""] };
  for (const other of irc.people.registered()) if (other.seesWallops || other.isOper) other.send(out);
}

function deny({ client }: Call): void {
  client.numeric("481", "Permission Denied- That is done where Hearth was started");
}
