import { replaceCodes } from "./emoji.ts";
import type { SourceMessage } from "./records.ts";

/** What Slack's own words in a text stand for. */
export interface SlackNames {
  personOf(id: string): string | null;
  roomOf(id: string): string | null;
}

type Mentions = NonNullable<SourceMessage["mentions"]>;

/**
 * Slack's mrkdwn as Hearth's markdown. Source: "Formatting text for app surfaces", docs.slack.dev/messaging:
 * angle brackets hold people, rooms and links; `&`, `<` and `>` are escaped; one sign makes bold and struck.
 */
export function convertText(
  text: string,
  names: SlackNames,
): { readonly text: string; readonly mentions: Mentions } {
  const mentions = new Map<string, { readonly text: string; readonly person: string }>();
  // What stands between backticks is shown as it is, so it is left alone.
  const parts = text.split(/(```[\s\S]*?```|`[^`\n]+`)/u);
  const converted = parts.map((part, index) =>
    index % 2 === 1
      ? unescapeText(part.replace(/<([^<>\n]+)>/gu, showPlain))
      : convertPlain(part, names, mentions),
  );
  return { text: converted.join(""), mentions: [...mentions.values()] };
}

function showPlain(_whole: string, inside: string): string {
  return inside.split("|")[0] ?? inside;
}

function convertPlain(
  text: string,
  names: SlackNames,
  mentions: Map<string, { readonly text: string; readonly person: string }>,
): string {
  // Links keep their signs: they are cut out before bold and the like are looked for.
  return text
    .split(/(<[^<>\n]+>)/u)
    .map((part, index) =>
      index % 2 === 1 ? convertBrackets(part.slice(1, -1), names, mentions) : convertStyle(part),
    )
    .join("");
}

function convertStyle(text: string): string {
  const styled = text
    .replace(/(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\p{L}\p{N}*])/gu, "**$1**")
    .replace(/(?<![\p{L}\p{N}~])~(?=[^\s~])([^~\n]*[^\s~])~(?![\p{L}\p{N}~])/gu, "~~$1~~");
  return unescapeText(replaceCodes(styled));
}

function convertBrackets(
  inside: string,
  names: SlackNames,
  mentions: Map<string, { readonly text: string; readonly person: string }>,
): string {
  const [target = "", label] = splitOnce(inside);
  switch (target[0]) {
    case "@": {
      const person = target.slice(1);
      const name = names.personOf(person);
      if (name === null) return `@${unescapeText(label ?? person)}`;
      mentions.set(person, { text: `@${name}`, person });
      return `@${name}`;
    }
    case "#":
      return `#${unescapeText(label || names.roomOf(target.slice(1)) || target.slice(1))}`;
    case "!":
      return convertSpecial(target.slice(1), label);
    default:
      return convertLink(unescapeText(target), label === undefined ? undefined : unescapeText(label));
  }
}

/** `<!here>`, `<!subteam^S1|@writers>`, `<!date^1392734382^{date}|Feb 18>`. */
function convertSpecial(target: string, label: string | undefined): string {
  if (target === "here" || target === "channel" || target === "everyone") return `@${target}`;
  return unescapeText(label ?? target.split("^")[0] ?? target);
}

function convertLink(target: string, label: string | undefined): string {
  if (target.startsWith("mailto:")) return label ?? target.slice("mailto:".length);
  if (label === undefined || label === target || target.replace(/^https?:\/\//u, "") === label) return target;
  return /[[\]]/u.test(label) || /[()\s]/u.test(target) ? `${label} (${target})` : `[${label}](${target})`;
}

function splitOnce(text: string): readonly [string, string | undefined] {
  const at = text.indexOf("|");
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function unescapeText(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
