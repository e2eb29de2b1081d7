import type { Client, RoomState } from "@hearth/client";
import { closeDialog, openDialog } from "../app/dialogs.ts";
import { routeOf } from "../app/route.ts";
import { navigate } from "../app/router.ts";
import { createBody } from "../composer/outgoing-text.ts";
import { showToast } from "../ui/toasts.ts";
import { say } from "../words/words.ts";
import { findPerson, findRoom, splitName } from "./find-named.ts";

export interface SlashPlace {
  readonly client: Client;
  readonly room: RoomState;
}

/** A command people type; `does` and `hint` are asked each time, because the language may change. */
export interface SlashCommand {
  /** What is typed behind the slash; small letters. */
  readonly name: string;
  readonly does: () => string;
  /** What stands behind the name. */
  readonly hint?: () => string;
  /** Without its argument it says what is missing instead of running. */
  readonly isIncomplete?: (argument: string) => boolean;
  /** True when it was done and the field can be emptied; a rejection is told to the person. */
  readonly run: (place: SlashPlace, argument: string) => Promise<boolean> | boolean;
}

const commands = new Map<string, SlashCommand>();

/** Adds a command to what `/` lists; a later one of the same name replaces the earlier. */
export function registerCommand(command: SlashCommand): void {
  commands.set(command.name, command);
}

export function findCommand(name: string): SlashCommand | undefined {
  return commands.get(name);
}

/** Commands whose name begins so, by name. */
export function listCommands(beginning: string): readonly SlashCommand[] {
  return [...commands.values()]
    .filter(({ name }) => name.startsWith(beginning))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
}

const isEmpty = (argument: string) => argument === "";

// The message itself says it: `createBody` knows this one.
registerCommand({
  name: "me",
  does: () => say("slash.me"),
  hint: () => say("slash.meHint"),
  isIncomplete: isEmpty,
  run: () => false,
});
registerCommand({
  name: "topic",
  does: () => say("slash.topic"),
  hint: () => say("slash.topicHint"),
  run: setTopic,
});
registerCommand({
  name: "invite",
  does: () => say("slash.invite"),
  hint: () => say("slash.inviteHint"),
  run: invite,
});
registerCommand({
  name: "msg",
  does: () => say("slash.msg"),
  hint: () => say("slash.msgHint"),
  isIncomplete: isEmpty,
  run: writeDirectly,
});
registerCommand({
  name: "join",
  does: () => say("slash.join"),
  hint: () => say("slash.joinHint"),
  isIncomplete: isEmpty,
  run: joinRoom,
});
registerCommand({
  name: "leave",
  does: () => say("slash.leave"),
  run: ({ room }) => {
    openDialog({ kind: "leaveRoom", room });
    return true;
  },
});
registerCommand({ name: "mute", does: () => say("slash.mute"), run: switchMute });
registerCommand({
  name: "status",
  does: () => say("slash.status"),
  hint: () => say("slash.statusHint"),
  run: setStatus,
});
registerCommand({ name: "away", does: () => say("slash.away"), run: ({ client }) => setAway(client, true) });
registerCommand({ name: "back", does: () => say("slash.back"), run: ({ client }) => setAway(client, false) });

async function setTopic({ client, room }: SlashPlace, topic: string): Promise<boolean> {
  if (topic === "") openDialog({ kind: "setTopic", room });
  else await client.ask({ type: "room.setTopic", room: room.id, topic: topic.replace(/\s+/g, " ") });
  return true;
}

async function invite({ client, room }: SlashPlace, name: string): Promise<boolean> {
  if (name === "") {
    openDialog({ kind: "invite", room: room.id });
    return true;
  }
  const person = await findPerson(client, name);
  if (!person) return sayNobody(name);
  const { invited } = await client.ask({ type: "room.invite", room: room.id, users: [person.id] });
  showToast({ tone: "ok", title: say("room.invited", { count: invited }) });
  return true;
}

/** "/msg Arjun Menon: text"; without the colon, the longest name that somebody has. */
async function writeDirectly({ client }: SlashPlace, argument: string): Promise<boolean> {
  const addressed = await splitName(client, argument);
  if (!addressed) return sayNobody(argument);
  const { room } = await client.ask({ type: "direct.open", users: [addressed.person.id] });
  const body = createBody(addressed.text);
  if (body) client.send(room.id, body);
  navigate(routeOf(room));
  return true;
}

async function joinRoom({ client }: SlashPlace, name: string): Promise<boolean> {
  const found = await findRoom(client, name);
  if (!found) {
    showToast({ tone: "bad", title: say("slash.noRoom", { name }) });
    return false;
  }
  const { room } = found.joined
    ? await client.ask({ type: "room.get", room: found.id })
    : await client.ask({ type: "room.join", room: found.id });
  closeDialog();
  navigate(routeOf(room));
  return true;
}

async function switchMute({ client, room }: SlashPlace): Promise<boolean> {
  const muted = !room.muted;
  await client.ask({ type: "room.setAttention", room: room.id, muted });
  showToast({ tone: "ok", title: say(muted ? "slash.muted" : "slash.unmuted") });
  return true;
}

async function setStatus({ client }: SlashPlace, status: string): Promise<boolean> {
  await client.ask({ type: "profile.set", status: status.replace(/\s+/g, " ") });
  showToast({ tone: "ok", title: say("settings.statusSaved") });
  return true;
}

function setAway(client: Client, isAway: boolean): boolean {
  client.setAway(isAway);
  return true;
}

function sayNobody(name: string): false {
  showToast({ tone: "bad", title: say("slash.nobody", { name }) });
  return false;
}
