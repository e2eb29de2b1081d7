import type { RoomKind } from "@hearth/protocol";
import { findEmoji } from "./emoji.ts";
import { type Fields, fieldsOf, listOf, textOf } from "./json.ts";
import { readArray } from "./json-array.ts";
import type { Attached, Findings, SourceMessage, SourceRoom } from "./records.ts";
import { convertText, type SlackNames } from "./slack-text.ts";
import type { Source, SourceFile } from "./source.ts";

/** The lists of rooms in an export, and what each kind of room is here. */
const roomLists: Readonly<Record<string, RoomKind>> = {
  "channels.json": "public",
  "groups.json": "private",
  "dms.json": "direct",
  "mpims.json": "direct",
};
const peopleLists = ["users.json", "org_users.json"];
/** Between two and eight people talk directly; other chats are private rooms. */
const directSizes = { min: 2, max: 8 };

/** It writes to people and stands in no list. */
const slackbot = "USLACKBOT";

/** What a message that nobody wrote tells of. */
const leftOut: Readonly<Record<string, string>> = {
  channel_join: "joins and leaves",
  channel_leave: "joins and leaves",
  group_join: "joins and leaves",
  group_leave: "joins and leaves",
  channel_topic: "changes of topic or name",
  channel_purpose: "changes of topic or name",
  channel_name: "changes of topic or name",
  group_topic: "changes of topic or name",
  group_purpose: "changes of topic or name",
  group_name: "changes of topic or name",
  channel_archive: "archivings",
  channel_unarchive: "archivings",
  group_archive: "archivings",
  group_unarchive: "archivings",
  pinned_item: "notes about pins",
  unpinned_item: "notes about pins",
  bot_add: "notes about apps",
  bot_remove: "notes about apps",
  bot_enable: "notes about apps",
  bot_disable: "notes about apps",
  reminder_add: "notes about apps",
};

/** Where an export's top is: beside its list of people. `null`: this is none. */
export function findSlackRoot({ files }: Source): string | null {
  const list = [...files.keys()].find((path) => peopleLists.some((name) => endsWithName(path, name)));
  if (list === undefined) return null;
  const root = list.slice(0, list.lastIndexOf("/") + 1);
  return Object.keys(roomLists).some((name) => files.has(root + name)) ? root : null;
}

function endsWithName(path: string, name: string): boolean {
  return path === name || path.endsWith(`/${name}`);
}

/**
 * Slack's export in JSON: lists of people and rooms, and a folder per room with a file per day. Sources: "How to read
 * Slack data exports" (slack.com/help/articles/220556107), and "message event" (docs.slack.dev/reference/events/message)
 * for the fields of a message.
 */
export async function readSlack(source: Source, root: string, findings: Findings): Promise<void> {
  await new SlackReader(source, root, findings).read();
}

/** What an export's team is called, so that two exports of one team are one source. */
export async function readSlackTeam({ files }: Source, root: string): Promise<string | null> {
  const list = peopleLists.map((name) => files.get(root + name)).find((file) => file !== undefined);
  if (!list) return null;
  for await (const { value } of readArray(list.read())) {
    const team = textOf(fieldsOf(value)?.["team_id"]);
    if (team !== null) return team;
  }
  return null;
}

class SlackReader implements SlackNames {
  readonly #source: Source;
  readonly #root: string;
  readonly #findings: Findings;
  readonly #people = new Map<string, string>();
  readonly #rooms = new Map<string, string>();
  /** Folders, and the key of the room each belongs to. */
  readonly #folders = new Map<string, string>();

  constructor(source: Source, root: string, findings: Findings) {
    this.#source = source;
    this.#root = root;
    this.#findings = findings;
  }

  personOf(id: string): string | null {
    return this.#people.get(id) ?? null;
  }
  roomOf(id: string): string | null {
    return this.#rooms.get(id) ?? null;
  }

  async read(): Promise<void> {
    for (const name of peopleLists) await this.#readList(name, (fields) => this.#addPerson(fields));
    for (const [name, kind] of Object.entries(roomLists))
      await this.#readList(name, (fields) => this.#addRoom(fields, kind));
    for (const file of this.#source.files.values()) await this.#readDay(file);
  }

  async #readList(name: string, add: (fields: Fields) => boolean): Promise<void> {
    const file = this.#source.files.get(this.#root + name);
    if (file) await this.#readObjects(file, add);
  }

  /** `add` says whether it understood. */
  async #readObjects(file: SourceFile, add: (fields: Fields) => boolean): Promise<void> {
    let line = 1;
    try {
      for await (const element of readArray(file.read())) {
        line = element.line;
        const fields = fieldsOf(element.value);
        if (!fields || !add(fields))
          this.#findings.bad({ path: file.path, line }, "this is not what Slack writes");
      }
    } catch (error) {
      this.#findings.bad({ path: file.path, line }, error instanceof Error ? error.message : String(error));
    }
  }

  #addPerson(fields: Fields): boolean {
    const key = textOf(fields["id"]);
    if (key === null) return false;
    const profile = fieldsOf(fields["profile"]) ?? {};
    const shown = [profile["display_name"], profile["real_name"], fields["real_name"], fields["name"]]
      .map(textOf)
      .filter((name) => name !== null);
    this.#tellPerson(key, shown, textOf(fields["name"]));
    return true;
  }

  /** The first name, then that name told apart by the one to sign in with. */
  #tellPerson(key: string, shown: readonly string[], login: string | null): void {
    const [first = key] = shown;
    const names = [first, ...(login !== null && login !== first ? [`${first} (${login})`] : [])];
    this.#people.set(key, first);
    this.#findings.person({ key, names: [...names, `${first} (Slack)`] });
  }

  #addRoom(fields: Fields, listed: RoomKind): boolean {
    const key = textOf(fields["id"]);
    if (key === null) return false;
    const members = listOf(fields["members"]).filter((one) => typeof one === "string");
    const people = members.map((id) => this.personOf(id) ?? id).join(", ");
    const name = textOf(fields["name"]);
    this.#rooms.set(key, name ?? people);
    this.#folders.set(this.#root + (name ?? key), key);
    this.#findings.room({
      key,
      ...(listed === "direct" ? describeChat(members.length, people) : describeChannel(fields, listed, name)),
      createdAtMs: secondsOf(fields["created"]),
      isArchived: fields["is_archived"] === true,
    });
    for (const person of members) {
      this.#needPerson(person);
      const isOwner = listed !== "direct" && fields["creator"] === person;
      this.#findings.member({ room: key, person, role: isOwner ? "owner" : "member" });
    }
    return true;
  }

  async #readDay(file: SourceFile): Promise<void> {
    const at = file.path.lastIndexOf("/");
    const room = this.#folders.get(file.path.slice(0, Math.max(0, at)));
    if (room === undefined || !/^\d{4}-\d\d-\d\d\.json$/u.test(file.path.slice(at + 1))) return;
    await this.#readObjects(file, (fields) => this.#addMessage(fields, room));
  }

  #addMessage(fields: Fields, room: string): boolean {
    const what = leftOut[textOf(fields["subtype"]) ?? ""];
    if (what !== undefined) {
      this.#findings.leaveOut(what);
      return true;
    }
    const id = textOf(fields["ts"]);
    const atMs = id === null ? null : parseTime(id);
    const author = this.#authorOf(fields);
    if (id === null || atMs === null || author === null) return false;
    const message = this.#formatMessage(fields, { room, id, atMs, author });
    if (message.text === "" && !message.files?.length)
      this.#findings.leaveOut("messages without words or files");
    else this.#findings.message(message);
    return true;
  }

  #formatMessage(
    fields: Fields,
    head: Pick<SourceMessage, "room" | "id" | "atMs" | "author">,
  ): SourceMessage {
    const isDeleted = fields["subtype"] === "tombstone";
    const files = this.#filesOf(fields);
    const { text, mentions } = convertText([...textsOf(fields), ...files.missing].join("\n"), this);
    for (const { person } of mentions) this.#needPerson(person);
    const editedAtMs = parseTime(textOf(fieldsOf(fields["edited"])?.["ts"]) ?? "");
    return {
      ...head,
      ...this.#threadOf(fields, head.id),
      text: isDeleted ? null : text,
      mentions,
      ...(fields["subtype"] === "me_message" && { isAction: true }),
      ...(files.attached.length > 0 && { files: files.attached }),
      ...(editedAtMs !== null && { editedAtMs }),
      ...(listOf(fields["pinned_to"]).length > 0 && { isPinned: true }),
      reactions: this.#reactionsOf(fields, head.atMs),
    };
  }

  #threadOf(fields: Fields, id: string): Pick<SourceMessage, "threadRoot" | "isAlsoInRoom"> {
    const rootId = textOf(fields["thread_ts"]);
    const root = fieldsOf(fields["root"]) ?? { user: fields["parent_user_id"] };
    if (rootId === null || rootId === id) return {};
    const author = this.#authorOf(root) ?? "";
    return {
      threadRoot: { id: rootId, author },
      ...(fields["subtype"] === "thread_broadcast" && { isAlsoInRoom: true }),
    };
  }

  /** People, and programs that post under a name of their own. */
  #authorOf(fields: Fields): string | null {
    const user = textOf(fields["user"]);
    if (user !== null) {
      const profile = fieldsOf(fields["user_profile"]);
      this.#needPerson(user, textOf(profile?.["display_name"]) ?? textOf(profile?.["real_name"]));
      return user;
    }
    const bot = textOf(fields["bot_id"]);
    const name = textOf(fields["username"]) ?? textOf(fieldsOf(fields["bot_profile"])?.["name"]);
    if (bot === null && name === null) return null;
    const key = `bot ${bot ?? ""} ${name ?? ""}`;
    this.#needPerson(key, name ?? bot);
    return key;
  }

  #needPerson(key: string, name: string | null = null): void {
    if (!this.#people.has(key)) this.#tellPerson(key, [name ?? (key === slackbot ? "Slackbot" : key)], null);
  }

  #reactionsOf(fields: Fields, atMs: number): NonNullable<SourceMessage["reactions"]> {
    return listOf(fields["reactions"]).flatMap((one) => {
      const reaction = fieldsOf(one);
      const emoji = findEmoji(textOf(reaction?.["name"]) ?? "");
      const people = listOf(reaction?.["users"]).filter((person) => typeof person === "string");
      if (emoji === null)
        for (const _ of people) this.#findings.leaveOut("reactions with pictures of their own");
      for (const person of people) this.#needPerson(person);
      return emoji === null ? [] : people.map((person) => ({ emoji, person, atMs }));
    });
  }

  /** Slack's own export names files and leaves them with Slack; tools that fetch them put them in `__uploads/ID/`. */
  #filesOf(fields: Fields): { readonly attached: readonly Attached[]; readonly missing: readonly string[] } {
    const attached: Attached[] = [];
    const missing: string[] = [];
    for (const one of listOf(fields["files"])) {
      const description = fieldsOf(one);
      const name = textOf(description?.["name"]) ?? textOf(description?.["title"]);
      if (!description || name === null || description["mode"] === "tombstone") continue;
      const file = this.#source.files.get(`${this.#root}__uploads/${description["id"]}/${name}`);
      if (file) attached.push({ name, type: textOf(description["mimetype"]), file });
      else missing.push(formatMissing(name, textOf(description["permalink"])));
      if (!file) this.#findings.leaveOut("files that are not in the export");
    }
    return { attached, missing };
  }
}

type Described = Pick<SourceRoom, "kind" | "title" | "topic">;

function describeChat(size: number, people: string): Described {
  const isDirect = size >= directSizes.min && size <= directSizes.max;
  return { kind: isDirect ? "direct" : "private", title: people, topic: "" };
}

function describeChannel(fields: Fields, kind: RoomKind, name: string | null): Described {
  const topic = topicOf(fields["topic"]) ?? topicOf(fields["purpose"]) ?? "";
  return { kind, title: name ?? "", topic };
}

function secondsOf(value: unknown): number | null {
  return typeof value === "number" && value > 0 ? value * 1000 : null;
}

/** Names go through the same conversion as texts, so they are escaped as texts are. */
function formatMissing(name: string, link: string | null): string {
  const escaped = name.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return link === null ? `(${escaped})` : `(${escaped}: <${link}>)`;
}

/** The text; of programs' messages also what stands in the attachments beside it. */
function textsOf(fields: Fields): readonly string[] {
  const text = textOf(fields["text"]);
  const attachments = listOf(fields["attachments"]).flatMap((one) => {
    const attachment = fieldsOf(one);
    const said = ["pretext", "title", "text"]
      .map((name) => textOf(attachment?.[name]))
      .filter((line) => line !== null);
    const fallback = textOf(attachment?.["fallback"]);
    if (attachment?.["from_url"] !== undefined && text !== null) return [];
    return said.length > 0 || fallback === null ? said : [fallback];
  });
  return text === null ? attachments : [text, ...attachments];
}

function topicOf(value: unknown): string | null {
  return textOf(fieldsOf(value)?.["value"]);
}

/** `1355517523.000005`: seconds since 1970, and a number that tells messages of a moment apart. */
function parseTime(ts: string): number | null {
  const [, seconds, fraction] = /^(\d{9,11})\.(\d{6})$/u.exec(ts) ?? [];
  if (seconds === undefined || fraction === undefined) return null;
  return Number(seconds) * 1000 + Math.floor(Number(fraction) / 1000);
}
