import { type Fields, fieldsOf, listOf, textOf, timeOf } from "./json.ts";
import { readLines } from "./lines.ts";
import type { Findings, SourceMessage } from "./records.ts";
import type { SourceFile } from "./source.ts";

/**
 * A chat that another Hearth saved as JSON Lines: docs/spec/export.md. It is read twice, because a reaction names
 * people by ids that only other lines explain.
 */
export async function readHearthChat(file: SourceFile, findings: Findings): Promise<void> {
  const reader = new ChatReader(findings);
  await eachLine(file, findings, (fields) => reader.note(fields));
  let isEnded = false;
  const last = await eachLine(file, null, (fields, line) => {
    isEnded = fields["type"] === "end";
    return reader.take(fields) || findings.bad({ path: file.path, line }, "this is not what Hearth writes");
  });
  if (!isEnded) findings.bad({ path: file.path, line: last }, "the file ends before its last line");
}

/** The community whose chat a file is. */
export async function readHearthCommunity(file: SourceFile): Promise<string | null> {
  for await (const { text } of readLines(file.read()))
    return textOf(fieldsOf(fieldsOf(parse(text ?? ""))?.["community"])?.["id"]);
  return null;
}

/** Lines that are no objects are told once; gives the last line's number. */
async function eachLine(
  file: SourceFile,
  findings: Findings | null,
  use: (fields: Fields, line: number) => unknown,
): Promise<number> {
  let last = 1;
  for await (const { number, text } of readLines(file.read())) {
    last = number;
    const fields = fieldsOf(parse(text ?? ""));
    if (fields) use(fields, number);
    else findings?.bad({ path: file.path, line: number }, "this is not a JSON object");
  }
  return last;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

class ChatReader {
  readonly #findings: Findings;
  readonly #names = new Map<string, string>();
  readonly #members = new Set<string>();
  /** Messages by their place: answers name places. */
  #room: string | null = null;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** Learns who is called what, and who is in the room at the end. */
  note(fields: Fields): void {
    for (const one of [fields["author"], ...listOf(fields["people"])]) this.#learn(fieldsOf(one));
    if (fields["type"] === "chat")
      for (const one of listOf(fields["people"])) this.#members.add(textOf(fieldsOf(one)?.["user"]) ?? "");
    const user = textOf(fields["user"]);
    if (fields["type"] !== "notice" || user === null) return;
    this.#learn(fields);
    if (fields["notice"] === "member.joined") this.#members.add(user);
    else if (fields["notice"] === "member.left" || fields["notice"] === "member.removed")
      this.#members.delete(user);
  }

  #learn(fields: Fields | null): void {
    const [user, name] = [textOf(fields?.["user"]), textOf(fields?.["name"])];
    if (user !== null && name !== null) this.#names.set(user, name);
  }

  take(fields: Fields): boolean {
    switch (fields["type"]) {
      case "chat":
        return this.#addRoom(fieldsOf(fields["room"]));
      case "message":
        return this.#room !== null && this.#addMessage(fields, this.#room);
      case "notice":
        this.#findings.leaveOut("joins, leaves and other notes");
        return true;
      default:
        return fields["type"] === "end";
    }
  }

  #addRoom(room: Fields | null): boolean {
    const key = textOf(room?.["id"]);
    const kind = room?.["kind"];
    if (!room || key === null || (kind !== "public" && kind !== "private" && kind !== "direct")) return false;
    this.#room = key;
    const members = [...this.#members].filter((one) => this.#names.has(one));
    const isPair = kind === "direct" && members.length >= 2;
    const fallback = members.map((one) => this.#names.get(one)).join(", ");
    this.#findings.room({
      key,
      kind: kind === "direct" && !isPair ? "private" : kind,
      title: textOf(room["title"]) ?? fallback,
      topic: textOf(room["topic"]) ?? "",
      createdAtMs: null,
      isArchived: false,
    });
    for (const person of members) {
      this.#needPerson(person);
      this.#findings.member({ room: key, person, role: "member" });
    }
    return true;
  }

  #addMessage(fields: Fields, room: string): boolean {
    const author = this.#authorOf(fieldsOf(fields["author"]));
    const [seq, atMs] = [timeOf(fields["seq"]), timeOf(fields["atMs"])];
    if (author === null || seq === null || atMs === null) return false;
    const body = fieldsOf(fields["body"]);
    if (body && body["kind"] !== "text") {
      this.#findings.leaveOut("encrypted messages");
      return true;
    }
    const [editedAtMs, root, replied] = ["editedAtMs", "threadRoot", "replyTo"].map((name) =>
      timeOf(fields[name]),
    );
    this.#findings.message({
      room,
      id: String(seq),
      author,
      atMs,
      text: body ? this.#textOf(body) : null,
      mentions: body ? this.#mentionsOf(body) : [],
      ...(body?.["action"] === true && { isAction: true }),
      ...(body?.["notice"] === true && { isNotice: true }),
      ...(root && { threadRoot: { id: String(root), author: "" } }),
      ...(replied && { replyTo: { id: String(replied), author: "" } }),
      ...(fields["alsoInRoom"] === true && { isAlsoInRoom: true }),
      ...(editedAtMs && body && { editedAtMs }),
      ...(fields["pinned"] === true && { isPinned: true }),
      reactions: this.#reactionsOf(fields, atMs),
    });
    return true;
  }

  /** Files stay with the Hearth that saved the chat; their names are kept. */
  #textOf(body: Fields): string {
    const names = listOf(body["attachments"]).flatMap((one) => textOf(fieldsOf(one)?.["name"]) ?? []);
    for (const _ of names) this.#findings.leaveOut("files that are not in the export");
    return [textOf(body["text"]) ?? "", ...names.map((name) => `(${name})`)]
      .filter((line) => line !== "")
      .join("\n");
  }

  #mentionsOf(body: Fields): NonNullable<SourceMessage["mentions"]> {
    return listOf(body["mentions"]).flatMap((one) => {
      const mention = fieldsOf(one);
      const [text, person] = [textOf(mention?.["text"]), textOf(mention?.["user"])];
      if (text === null || person === null) return [];
      if (!this.#names.has(person)) this.#names.set(person, text.slice(1));
      this.#needPerson(person);
      return [{ text, person }];
    });
  }

  #reactionsOf(fields: Fields, atMs: number): NonNullable<SourceMessage["reactions"]> {
    return listOf(fields["reactions"]).flatMap((one) => {
      const reaction = fieldsOf(one);
      const emoji = textOf(reaction?.["emoji"]);
      const people = listOf(reaction?.["users"]).filter((user) => typeof user === "string");
      return people.flatMap((person) => {
        if (emoji !== null && this.#names.has(person)) {
          this.#needPerson(person);
          return [{ emoji, person, atMs }];
        }
        this.#findings.leaveOut("reactions of people whose names are not in the file");
        return [];
      });
    });
  }

  #authorOf(author: Fields | null): string | null {
    const [user, guest, name] = ["user", "guest", "name"].map((field) => textOf(author?.[field]));
    if (user) return this.#needPerson(user);
    if (!guest || !name) return null;
    const key = `guest ${name}`;
    this.#names.set(key, name);
    return this.#needPerson(key);
  }

  #needPerson(key: string): string {
    const name = this.#names.get(key) ?? key;
    this.#findings.person({ key, names: [name, `${name} (imported)`] });
    return key;
  }
}
