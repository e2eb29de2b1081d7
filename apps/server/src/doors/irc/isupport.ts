import { sizes } from "@hearth/protocol";
import type { Client } from "./client.ts";
import type { Irc } from "./contract.ts";
import { maxListEntries } from "./lists.ts";
import type { IrcOptions } from "./options.ts";

/** RPL_ISUPPORT, with draft/extended-isupport as one batch. */
export function sendSupport(irc: Irc, client: Client): void {
  const isBatch = client.has("draft/extended-isupport") && client.has("batch");
  const batch = isBatch ? irc.createBatchId() : undefined;
  const source = irc.options.serverName;
  if (batch !== undefined)
    client.reply({ source, command: "BATCH", params: [`+${batch}`, "draft/isupport"] });
  for (const tokens of supportOf(irc.options)) {
    const params = [client.nick, tokens, "are supported by this server"];
    client.reply({ source, command: "005", params, batch });
  }
  if (batch !== undefined) client.reply({ source, command: "BATCH", params: [`-${batch}`] });
}

const supports = new WeakMap<IrcOptions, readonly string[]>();

/** What this server can and how much; see docs/spec/irc.md. Everybody who comes is told, so it is written once. */
function supportOf(options: IrcOptions): readonly string[] {
  const known = supports.get(options);
  if (known) return known;
  const tokens = listTokens(options);
  const lines: string[] = [];
  for (let from = 0; from < tokens.length; from += 13) lines.push(tokens.slice(from, from + 13).join(" "));
  supports.set(options, lines);
  return lines;
}

function listTokens({ networkName, limits, history }: IrcOptions): string[] {
  return [
    "CASEMAPPING=ascii",
    "CHANTYPES=#",
    "PREFIX=(ov)@+",
    "STATUSMSG=@+",
    "CHANMODES=beI,k,l,Cimnst",
    "EXCEPTS=e",
    "INVEX",
    "EXTBAN=~,am",
    "ACCOUNTEXTBAN=a,account",
    `MAXLIST=beI:${maxListEntries}`,
    "MODES=20",
    `NETWORK=${networkName.replaceAll(" ", "\\x20")}`,
    `NICKLEN=${limits.nickLength}`,
    `CHANNELLEN=${limits.channelLength}`,
    `TOPICLEN=${limits.topicLength}`,
    `KICKLEN=${limits.kickLength}`,
    `AWAYLEN=${limits.awayLength}`,
    "USERLEN=20",
    "NAMELEN=200",
    "KEYLEN=64",
    "CHANLIMIT=#:1000",
    "ELIST=CMNTU",
    "SAFELIST",
    "BOT=B",
    "WHOX",
    "UTF8ONLY",
    `MONITOR=${limits.monitor}`,
    "TARGMAX=JOIN:,PART:,KICK:,NAMES:,WHOIS:1,PRIVMSG:10,NOTICE:10,TAGMSG:10,MONITOR:",
    "MAXTARGETS=10",
    "MSGREFTYPES=msgid,timestamp",
    `CHATHISTORY=${Math.min(history.maxMessages, sizes.maxResumeEvents)}`,
    "CLIENTTAGDENY=",
    "USERMODES=BRiow",
  ].filter((token) => history.enabled || !token.startsWith("CHATHISTORY"));
}
