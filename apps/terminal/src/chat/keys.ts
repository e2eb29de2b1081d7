import type { Key } from "ink";
import type { Chat, Mode } from "./chat.ts";
import type { Completions } from "./completion.ts";
import {
  type Draft,
  deleteBack,
  deleteForward,
  deleteToStart,
  deleteWord,
  emptyDraft,
  endOfWord,
  insertText,
  moveTo,
  startOfWord,
  textOfDraft,
} from "./composer.ts";
import { listPaths, openFiles, saveFiles } from "./files.ts";
import { findRooms, nameOfRoom } from "./jump.ts";
import { runSlashCommand, slashCommands } from "./slash-commands.ts";

/** What the terminal says: one key, or many that came at once, with Enter among them. */
export async function pressKeys(chat: Chat, input: string, key: Key): Promise<void> {
  if (input.length < 2 || !input.includes("\r")) return pressKey(chat, input, key);
  for (const part of input.split(/(\r)/u)) {
    if (part !== "") await pressKey(chat, part === "\r" ? "" : part, { ...key, return: part === "\r" });
  }
}

async function pressKey(chat: Chat, input: string, key: Key): Promise<void> {
  chat.client.setActive(true);
  if (await pressAnywhere(chat, input, key)) return;
  const mode = chat.mode.peek();
  switch (mode.kind) {
    case "write":
      return pressInDraft(chat, input, key);
    case "select":
      return pressInSelection(chat, input, key);
    case "jump":
      return pressInJump(chat, mode, input, key);
    case "found":
      return pressInFound(chat, mode, key);
    case "help":
      return chat.stepBack();
    default:
      return mode satisfies never;
  }
}

/** Keys that mean the same whatever is open. */
async function pressAnywhere(chat: Chat, input: string, key: Key): Promise<boolean> {
  const page = Math.max(1, chat.size.peek().height - 2);
  if (key.escape) chat.stepBack();
  else if (key.pageUp) await chat.scrollLines(-page);
  else if (key.pageDown) await chat.scrollLines(page);
  else if (key.meta && key.upArrow) chat.openNeighbour(-1);
  else if (key.meta && key.downArrow) chat.openNeighbour(1);
  else if (key.meta && input === "a") chat.openNextUnread();
  else if (key.ctrl && input === "k") chat.mode.value = { kind: "jump", query: "", at: 0 };
  else return false;
  return true;
}

async function pressInDraft(chat: Chat, input: string, key: Key): Promise<void> {
  const draft = chat.draft.peek();
  if (key.return && !key.meta) return enter(chat, draft);
  if (key.upArrow && draft.letters.length === 0) return chat.selectNeighbour(-1);
  if (key.end && draft.letters.length === 0) return chat.scrollToEnd();
  if (key.tab) return chat.complete(completionsOf(chat));
  chat.write(edit(draft, input, key));
}

function completionsOf(chat: Chat): Completions {
  const me = chat.client.me.peek()?.id;
  return {
    commands: () => slashCommands.map(({ name }) => name),
    rooms: () => chat.client.rooms.peek().map((room) => nameOfRoom(room, me)),
    people: () => chat.listNames(),
    paths: listPaths,
  };
}

async function enter(chat: Chat, draft: Draft): Promise<void> {
  const text = textOfDraft(draft);
  if (text.startsWith("//")) {
    chat.draft.value = insertText(emptyDraft, text.slice(1));
    return chat.send();
  }
  return text.startsWith("/") ? runSlashCommand(chat, text) : chat.send();
}

function edit(draft: Draft, input: string, key: Key): Draft {
  if (key.return) return insertText(draft, "\n");
  if (key.backspace || key.delete) return erase(draft, key);
  const at = placeAfter(draft, key);
  if (at !== null) return moveTo(draft, at);
  if (key.ctrl) return controls[input]?.(draft) ?? draft;
  return key.meta ? draft : insertText(draft, input);
}

function placeAfter(draft: Draft, key: Key): number | null {
  const byWord = key.ctrl || key.meta;
  if (key.leftArrow) return byWord ? startOfWord(draft) : draft.at - 1;
  if (key.rightArrow) return byWord ? endOfWord(draft) : draft.at + 1;
  if (key.home) return 0;
  return key.end ? draft.letters.length : null;
}

/** As in a shell. */
const controls: Readonly<Record<string, (draft: Draft) => Draft>> = {
  a: (draft) => moveTo(draft, 0),
  e: (draft) => moveTo(draft, draft.letters.length),
  d: deleteForward,
  u: deleteToStart,
  w: deleteWord,
};

function erase(draft: Draft, key: Key): Draft {
  if (key.delete && !key.backspace) return deleteForward(draft);
  return key.meta || key.ctrl ? deleteWord(draft) : deleteBack(draft);
}

async function pressInSelection(chat: Chat, input: string, key: Key): Promise<void> {
  if (key.upArrow) return chat.selectNeighbour(-1);
  if (key.downArrow) return chat.selectNeighbour(1);
  const message = chat.selected;
  const room = chat.place.peek()?.room;
  if (!message || !room) return chat.stepBack();
  const { seq, body } = message;
  const isMine = "user" in message.author && message.author.user === chat.client.me.peek()?.id;
  switch (input) {
    case "r":
      return chat.startReply(message);
    case "t":
      return chat.open(room, message.threadRoot ?? seq);
    case "e":
      return isMine && body ? chat.startEdit(message) : chat.tell("Only your own messages can be changed.");
    case "d":
      return chat.try(() => chat.client.ask({ type: "message.delete", room, seq }));
    case "s":
      return chat.try(() => saveFiles(chat, message));
    case "o":
      return chat.try(() => openFiles(chat, message));
    case "+":
      return chat.try(() => chat.client.ask({ type: "reaction.add", room, seq, emoji: "👍" }));
    default:
      return undefined;
  }
}

type Jump = Extract<Mode, { readonly kind: "jump" }>;

function pressInJump(chat: Chat, mode: Jump, input: string, key: Key): void {
  const rooms = findRooms(chat.client.rooms.peek(), mode.query, chat.client.me.peek()?.id);
  const chosen = rooms[Math.min(mode.at, rooms.length - 1)];
  if (key.return) {
    if (chosen) chat.open(chosen.id);
    return chat.stepBack();
  }
  const query = queryAfter(mode.query, input, key);
  const by = Number(key.downArrow) - Number(key.upArrow);
  const at = query === mode.query ? Math.max(0, Math.min(rooms.length - 1, mode.at + by)) : 0;
  chat.mode.value = { kind: "jump", query, at };
}

function queryAfter(query: string, input: string, key: Key): string {
  if (key.backspace || key.delete) return query.slice(0, -1);
  return key.ctrl || key.meta || key.tab ? query : query + input.replace(/\p{Cc}/gu, "");
}

type Found = Extract<Mode, { readonly kind: "found" }>;

async function pressInFound(chat: Chat, mode: Found, key: Key): Promise<void> {
  const hit = mode.hits[mode.at];
  if (key.return && hit) return chat.goTo(hit.room, hit.seq);
  const by = Number(key.downArrow) - Number(key.upArrow);
  const at = Math.max(0, Math.min(mode.hits.length - 1, mode.at + by));
  chat.mode.value = { ...mode, at };
}
