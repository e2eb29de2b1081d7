import { sizes } from "@hearth/protocol";
import { CommandError, exitCodes } from "../command/exit-codes.ts";
import { findRoom, findUser } from "../session/find-room.ts";
import type { Chat } from "./chat.ts";
import { emptyDraft, insertText } from "./composer.ts";
import { sendPath } from "./files.ts";

/** One thing that can be said after a slash. */
export interface SlashCommand {
  readonly name: string;
  readonly takes: string;
  readonly does: string;
  readonly run: (chat: Chat, rest: string) => Promise<void> | void;
}

export const slashCommands: readonly SlashCommand[] = [
  { name: "join", takes: "ROOM", does: "goes into a room", run: join },
  { name: "msg", takes: "NAME [TEXT]", does: "opens a direct chat", run: message },
  { name: "create", takes: "TITLE", does: "makes a public room", run: create },
  { name: "leave", takes: "", does: "leaves this room", run: leave },
  { name: "invite", takes: "NAME", does: "invites someone into this room", run: invite },
  { name: "topic", takes: "TEXT", does: "sets this room's topic", run: setTopic },
  { name: "me", takes: "TEXT", does: "says what you do", run: act },
  { name: "send", takes: "PATH [TEXT]", does: "sends a file", run: sendPath },
  { name: "search", takes: "WORDS", does: "finds messages in your rooms", run: search },
  { name: "name", takes: "NAME", does: "changes what people call you", run: rename },
  { name: "next", takes: "", does: "goes to the next unread room", run: (chat) => chat.openNextUnread() },
  { name: "retry", takes: "", does: "sends again what was not sent", run: (chat) => resend(chat, "resend") },
  { name: "discard", takes: "", does: "drops what was not sent", run: (chat) => resend(chat, "discard") },
  { name: "help", takes: "", does: "shows keys and commands", run: showHelp },
];

/** Runs what the draft says after its slash; `//` at the start is a plain slash. */
export async function runSlashCommand(chat: Chat, text: string): Promise<void> {
  const [, name = "", rest = ""] = /^\/(\S*)\s*(.*)$/su.exec(text) ?? [];
  const command = slashCommands.find((one) => one.name === name.toLowerCase());
  if (!command) return chat.tell(`There is no /${name}. /help lists what there is.`);
  if (command.takes !== "" && !command.takes.startsWith("[") && rest === "") {
    return chat.tell(`/${command.name} ${command.takes}: ${command.does}.`);
  }
  chat.draft.value = emptyDraft;
  chat.hint.value = null;
  await chat.try(async () => command.run(chat, rest));
}

async function join(chat: Chat, rest: string): Promise<void> {
  const room = await findRoom(chat.client, { text: rest, mayJoin: true });
  chat.open(room);
}

async function message(chat: Chat, rest: string): Promise<void> {
  const [name = "", text = ""] = splitName(rest);
  const room = await findRoom(chat.client, { text: `@${name}`, mayJoin: false });
  chat.open(room);
  if (text === "") return;
  chat.draft.value = insertText(emptyDraft, text);
  chat.send();
}

/** `Samuel hello`, `"Samuel Okafor" hello`. */
function splitName(rest: string): readonly string[] {
  const [, quoted, plain, text = ""] = /^@?(?:"([^"]+)"|(\S+))\s*(.*)$/su.exec(rest) ?? [];
  return [quoted ?? plain ?? "", text];
}

async function create(chat: Chat, title: string): Promise<void> {
  const { room } = await chat.client.ask({ type: "room.create", kind: "public", title });
  chat.open(room.id);
}

async function leave(chat: Chat): Promise<void> {
  await chat.client.ask({ type: "room.leave", room: needRoom(chat) });
}

async function invite(chat: Chat, name: string): Promise<void> {
  const room = needRoom(chat);
  const user = await findUser(chat.client, name.replace(/^@/u, ""));
  if (!user) throw new CommandError(exitCodes.refused, `Nobody here is called ${name}.`);
  await chat.client.ask({ type: "room.invite", room, users: [user.id] });
  chat.tell(`${user.name} is invited.`);
}

async function setTopic(chat: Chat, topic: string): Promise<void> {
  await chat.client.ask({ type: "room.setTopic", room: needRoom(chat), topic });
}

function act(chat: Chat, text: string): void {
  chat.draft.value = insertText(emptyDraft, text);
  chat.send(true);
}

async function search(chat: Chat, query: string): Promise<void> {
  const { messages, suggestion } = await chat.client.ask({
    type: "message.search",
    query,
    limit: sizes.maxSearchPage,
  });
  if (messages.length > 0) {
    chat.mode.value = { kind: "found", hits: messages, at: 0 };
    return;
  }
  chat.tell(suggestion ? `Nothing was found. Did you mean: ${suggestion.query}` : "Nothing was found.");
}

async function rename(chat: Chat, name: string): Promise<void> {
  const { user } = await chat.client.ask({ type: "profile.rename", name });
  chat.tell(`People call you ${user.name} now.`);
}

function resend(chat: Chat, how: "resend" | "discard"): void {
  const room = chat.place.peek()?.room;
  const failed = chat.client.outbox.peek().filter((one) => one.room === room && one.phase === "failed");
  for (const { clientId } of failed) chat.client[how](clientId);
  if (failed.length === 0) chat.tell("Everything was sent.");
}

function showHelp(chat: Chat): void {
  chat.mode.value = { kind: "help" };
}

function needRoom(chat: Chat) {
  const room = chat.place.peek()?.room;
  if (!room) throw new CommandError(exitCodes.refused, "Go into a room first: /join ROOM");
  return room;
}
