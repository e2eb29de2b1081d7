import { findEmoji, replaceCodes } from "./emoji.ts";
import { type Fields, fieldsOf, listOf, textOf, timeOf } from "./json.ts";
import { readLines } from "./lines.ts";
import type { Attached, Findings, MessageName, SourceMessage } from "./records.ts";
import type { Source, SourceFile } from "./source.ts";

/** The one file of objects in an export; `null`: this is none. */
export function findMattermostFile({ files }: Source): SourceFile | null {
  return [...files.values()].find(({ path }) => path.endsWith(".jsonl")) ?? null;
}

/** Direct messages are of two to eight people; a chat with oneself is a room of one's own. */
const minDirect = 2;
const maxDirect = 8;

/**
 * Mattermost's bulk export: one object per line, in the order version, teams, channels, users, posts, direct channels,
 * direct posts. Sources: "Bulk loading data" and "Data format" (docs.mattermost.com/onboard/bulk-loading-data.html and
 * bulk-loading-data-format.html). There a post is told apart by its channel, message and time, as it is here.
 */
export async function readMattermost(source: Source, file: SourceFile, findings: Findings): Promise<void> {
  const reader = new MattermostReader(source, file, findings);
  let number = 0;
  try {
    for await (const line of readLines(file.read())) {
      number = line.number;
      const problem = line.text === "" ? null : reader.take(line.text);
      if (problem !== null) findings.bad({ path: file.path, line: number }, problem);
    }
  } catch (error) {
    findings.bad({ path: file.path, line: number }, error instanceof Error ? error.message : String(error));
  }
}

class MattermostReader {
  readonly #source: Source;
  readonly #file: SourceFile;
  readonly #findings: Findings;
  /** Sign-in names, and what people are called. */
  readonly #people = new Map<string, string>();

  constructor(source: Source, file: SourceFile, findings: Findings) {
    this.#source = source;
    this.#file = file;
    this.#findings = findings;
  }

  /** What is wrong with a line, or `null`. */
  take(text: string | null): string | null {
    const line = text === null ? null : parseObject(text);
    if (!line) return "this is not a JSON object";
    const type = textOf(line["type"]) ?? "";
    const fields = fieldsOf(line[type]);
    switch (type) {
      case "version":
        return line["version"] === 1 ? null : `version ${line["version"]} of the format is not known`;
      case "channel":
        return told(fields !== null && this.#addChannel(fields));
      case "user":
        return told(fields !== null && this.#addUser(fields));
      case "post":
        return told(fields !== null && this.#addPost(fields, keyOf(fields)));
      case "direct_channel":
        return told(fields !== null && this.#needDirect(fields["members"]) !== null);
      case "direct_post":
        return told(fields !== null && this.#addPost(fields, this.#needDirect(fields["channel_members"])));
      default:
        this.#findings.leaveOut(leftOut[type] ?? `objects of the kind "${type}"`);
        return null;
    }
  }

  #addChannel(fields: Fields): boolean {
    const key = keyOf(fields);
    if (key === null) return false;
    const kind = fields["type"] === "P" ? "private" : "public";
    this.#findings.room({
      key,
      kind,
      title: textOf(fields["display_name"]) ?? key,
      topic: textOf(fields["header"]) ?? textOf(fields["purpose"]) ?? "",
      createdAtMs: null,
      isArchived: timeOf(fields["deleted_at"]) !== null,
    });
    return true;
  }

  #addUser(fields: Fields): boolean {
    const login = textOf(fields["username"]);
    if (login === null) return false;
    const whole = [fields["first_name"], fields["last_name"]].map(textOf).filter((part) => part !== null);
    const name = textOf(fields["nickname"]) ?? textOf(whole.join(" ")) ?? login;
    this.#tellPerson(login, name);
    for (const team of listOf(fields["teams"]).map(fieldsOf))
      for (const channel of listOf(team?.["channels"]).map(fieldsOf)) {
        const room = keyOf({ team: team?.["name"], name: channel?.["name"] });
        const isModerator = /\bchannel_admin\b/u.test(textOf(channel?.["roles"]) ?? "");
        if (room !== null)
          this.#findings.member({ room, person: login, role: isModerator ? "moderator" : "member" });
      }
    return true;
  }

  #tellPerson(login: string, name: string): void {
    this.#people.set(login, name);
    const names = [name, ...(name === login ? [] : [`${name} (${login})`]), `${name} (Mattermost)`];
    this.#findings.person({ key: login, names });
  }

  /** The key of the chat of these people. */
  #needDirect(value: unknown): string | null {
    const members = [...new Set(listOf(value).filter((one) => typeof one === "string"))].sort();
    if (members.length === 0) return null;
    for (const login of members) this.#needPerson(login);
    const key = `direct ${members.join(" ")}`;
    const isDirect = members.length >= minDirect && members.length <= maxDirect;
    this.#findings.room({
      key,
      kind: isDirect ? "direct" : "private",
      title: members.map((login) => this.#people.get(login) ?? login).join(", "),
      topic: "",
      createdAtMs: null,
      isArchived: false,
    });
    for (const person of members) this.#findings.member({ room: key, person, role: "member" });
    return key;
  }

  #needPerson(login: string): void {
    if (!this.#people.has(login)) this.#tellPerson(login, login);
  }

  #addPost(fields: Fields, room: string | null): boolean {
    if (room === null) return false;
    const post = this.#addMessage(fields, room);
    if (post === "unknown") return false;
    const threadRoot = post === "left out" ? undefined : post;
    let isWhole = true;
    for (const one of listOf(fields["replies"])) {
      const reply = fieldsOf(one);
      if (!reply || this.#addMessage(reply, room, threadRoot) === "unknown") isWhole = false;
    }
    return isWhole;
  }

  #addMessage(fields: Fields, room: string, threadRoot?: MessageName): MessageName | "left out" | "unknown" {
    const author = textOf(fields["user"]);
    const atMs = timeOf(fields["create_at"]);
    const written = typeof fields["message"] === "string" ? fields["message"] : "";
    if (author === null || atMs === null) return "unknown";
    if (textOf(fields["type"])?.startsWith("system_")) {
      this.#findings.leaveOut("joins, leaves and other notes of the system");
      return "left out";
    }
    this.#needPerson(author);
    const id = `${atMs} ${Bun.hash(written).toString(36)}`;
    const message = this.#formatMessage(fields, written, { room, id, author, atMs });
    if (message.text === "" && !message.files?.length) {
      this.#findings.leaveOut("messages without words or files");
      return "left out";
    }
    this.#findings.message({ ...message, ...(threadRoot && { threadRoot }) });
    return { id, author };
  }

  #formatMessage(
    fields: Fields,
    written: string,
    head: Pick<SourceMessage, "room" | "id" | "author" | "atMs">,
  ): SourceMessage {
    const { attached, missing } = this.#filesOf(fields);
    const { text, mentions } = this.#convertText(
      [written, ...missing].filter((line) => line !== "").join("\n"),
    );
    const editedAtMs = timeOf(fields["edit_at"]);
    return {
      ...head,
      text,
      mentions,
      ...(textOf(fields["type"]) === "me" && { isAction: true }),
      ...(attached.length > 0 && { files: attached }),
      ...(editedAtMs !== null && { editedAtMs }),
      ...(fields["is_pinned"] === true && { isPinned: true }),
      reactions: this.#reactionsOf(fields, head.atMs),
    };
  }

  /** Its markdown is Hearth's; sign-in names behind an `@` become the names that people have here. */
  #convertText(written: string): Required<Pick<SourceMessage, "mentions">> & { readonly text: string } {
    const mentions = new Map<string, { readonly text: string; readonly person: string }>();
    const name = (whole: string, login: string): string => {
      const person = [login, login.replace(/[._-]+$/u, "")].find((one) => this.#people.has(one));
      const shown = person === undefined ? undefined : this.#people.get(person);
      if (person === undefined || shown === undefined) return whole;
      mentions.set(person, { text: `@${shown}`, person });
      return `@${shown}${login.slice(person.length)}`;
    };
    const text = written
      .split(/(```[\s\S]*?```|`[^`\n]+`)/u)
      .map((part, index) =>
        index % 2 === 1 ? part : replaceCodes(part).replace(/(?<![\p{L}\p{N}_.@/])@([a-z0-9._-]+)/gu, name),
      )
      .join("");
    return { text, mentions: [...mentions.values()] };
  }

  #reactionsOf(fields: Fields, atMs: number): NonNullable<SourceMessage["reactions"]> {
    return listOf(fields["reactions"]).flatMap((one) => {
      const reaction = fieldsOf(one);
      const person = textOf(reaction?.["user"]);
      const emoji = findEmoji(textOf(reaction?.["emoji_name"]) ?? "");
      if (person === null || emoji === null) {
        this.#findings.leaveOut("reactions with pictures of their own");
        return [];
      }
      this.#needPerson(person);
      return [{ emoji, person, atMs: timeOf(reaction?.["create_at"]) ?? atMs }];
    });
  }

  /** Paths are below the archive's `data` folder, or beside the file of objects. */
  #filesOf(fields: Fields): { readonly attached: readonly Attached[]; readonly missing: readonly string[] } {
    const beside = this.#file.path.slice(0, this.#file.path.lastIndexOf("/") + 1);
    const attached: Attached[] = [];
    const missing: string[] = [];
    for (const one of listOf(fields["attachments"])) {
      const path = textOf(fieldsOf(one)?.["path"]);
      if (path === null) continue;
      const name = path.slice(path.lastIndexOf("/") + 1);
      const file = [`${beside}data/${path}`, `${beside}${path}`, path]
        .map((place) => this.#source.files.get(place))
        .find((found) => found !== undefined);
      if (file) attached.push({ name, type: null, file });
      else missing.push(`(${name})`);
      if (!file) this.#findings.leaveOut("files that are not in the export");
    }
    return { attached, missing };
  }
}

const leftOut: Readonly<Record<string, string>> = {
  team: "teams",
  scheme: "permission schemes",
  role: "permission schemes",
  emoji: "emoji of their own",
  bot: "descriptions of bots",
};

function told(isUnderstood: boolean): string | null {
  return isUnderstood ? null : "this is not what Mattermost writes";
}

/** A channel by its team: names of channels are unique within one. */
function keyOf(fields: Fields): string | null {
  const [team, channel] = [textOf(fields["team"]), textOf(fields["channel"]) ?? textOf(fields["name"])];
  return team === null || channel === null ? null : `${team}/${channel}`;
}

function parseObject(text: string): Fields | null {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return null;
  }
}
