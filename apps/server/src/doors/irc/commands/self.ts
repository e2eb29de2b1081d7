import type { Call, CommandTable } from "../call.ts";
import type { Client } from "../client.ts";
import type { Irc } from "../contract.ts";
import { maskOf } from "../faces.ts";
import { tellPeers } from "../standing/peers.ts";
import { cutText } from "../wire/names.ts";

/** What a connection says of itself: RFC 2812 section 4.1; IRCv3 setname, pre-away. */
export const selfCommands: CommandTable = {
  AWAY: { least: 0, when: "always", run: away },
  SETNAME: { least: 1, when: "after", run: setName },
};

async function away({ irc, client, params }: Call): Promise<void> {
  const [given = ""] = params;
  // draft/pre-away: `*` is a program saying that nobody sits before it.
  const text =
    given === "*" && client.has("draft/pre-away") ? "Away" : cutText(given, irc.options.limits.awayLength);
  // draft/pre-away: a client that connects by itself, with nobody before it.
  if (!client.isRegistered) {
    if (!client.has("draft/pre-away")) return client.numeric("451", "AWAY", "You have not registered");
    client.away = text === "" ? null : text;
    return undefined;
  }
  const was = client.away;
  client.away = text === "" ? null : text;
  client.numeric(client.away === null ? "305" : "306", describe(client));
  if (was !== client.away) tellAway(irc, client);
  await irc.execute(client, { type: "presence.set", state: client.away === null ? "here" : "away" });
}

function describe({ away }: Client): string {
  return away === null ? "You are no longer marked as being away" : "You have been marked as being away";
}

function tellAway(irc: Irc, client: Client): void {
  const params = client.away === null ? [] : [client.away];
  const out = { source: maskOf(client), account: client.account, command: "AWAY", params };
  tellPeers(irc, client, out, (peer) => peer.has("away-notify"));
}

const maxRealnameBytes = 200;

function setName({ irc, client, params }: Call): void {
  const [text = ""] = params;
  if (text === "" || cutText(text, maxRealnameBytes) !== text) {
    return client.fail("FAIL", "SETNAME", "INVALID_REALNAME", "That real name is empty or too long");
  }
  client.realname = text;
  const out = { source: maskOf(client), account: client.account, command: "SETNAME", params: [text] };
  tellPeers(irc, client, out, (peer) => peer.has("setname"));
  client.reply(out);
}
