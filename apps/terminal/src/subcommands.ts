import type { CommandSpec, Flag } from "./command/spec.ts";
import { createSubcommand, type Subcommand } from "./command/subcommand.ts";

const json: Flag = { name: "json", help: "Prints one JSON record a line." };
const profile: Flag = {
  name: "profile",
  takes: "NAME",
  help: "Which of your profiles to use (HEARTH_PROFILE; default: default).",
};
const join: Flag = { name: "join", help: "Goes into the room first when you are not in it." };
const room = {
  name: "ROOM",
  help: "a room's address or title, or @NAME for a direct chat.",
} as const;

const chatSpec: CommandSpec = {
  name: "chat",
  summary: "Opens the chat on the whole terminal.",
  arguments: [
    {
      name: "ADDRESS",
      help: "where to join, when this profile has not joined yet.",
      isOptional: true,
    },
  ],
  flags: [
    { name: "name", takes: "NAME", help: "What people call you, when you join." },
    { name: "password", help: "Signs in to a name of yours; the password is read from HEARTH_PASSWORD." },
    { name: "code", takes: "CODE", help: "A code from another device of yours, or from the owner." },
    {
      name: "mouse",
      help: "The wheel scrolls, a click opens a room or chooses a message; text is then marked with Shift held.",
    },
    profile,
  ],
  notes: [
    "Enter sends, Alt+Up and Alt+Down change the room, Ctrl+K jumps to one, Page Up shows older messages, Up chooses " +
      "a message to reply to, edit or delete, or to save or open its files. Tab completes names, rooms, commands and " +
      "paths, /send PATH sends a file, /help shows the rest, Ctrl+C leaves. What is written without a " +
      "connection waits in a file and is sent once the host is back. NO_COLOR turns colours off.",
  ],
  examples: [
    { line: "hearth chat 192.168.1.20:4327 --name Samuel", does: "The first time: joins and opens." },
    { line: "hearth chat", does: "From then on." },
  ],
};

const joinSpec: CommandSpec = {
  name: "join",
  summary: "Joins a community and remembers it as a profile.",
  arguments: [{ name: "ADDRESS", help: "the address or link that the host shows." }],
  flags: [
    { name: "name", takes: "NAME", help: "What people call you." },
    {
      name: "password",
      help: "Signs in to a name of yours; the password is read from HEARTH_PASSWORD or a line.",
    },
    { name: "code", takes: "CODE", help: "A code from another device of yours, or from the owner." },
    { name: "replace", help: "Gives up what the profile was before." },
    profile,
    json,
  ],
  notes: [
    "A profile is a file that only you may read, in $XDG_CONFIG_HOME/hearth/profiles, or in the folder that HEARTH_PROFILES names.",
  ],
  examples: [
    {
      line: "hearth join 192.168.1.20:4327 --name Samuel",
      does: "Joins, and every other command is Samuel.",
    },
    { line: "hearth join hearth.local --name Robot --profile robot", does: "A second person for scripts." },
  ],
};

const sendSpec: CommandSpec = {
  name: "send",
  summary: "Sends a message, or each line of the standard input.",
  arguments: [
    room,
    { name: "TEXT", help: "the message; - reads lines from the standard input.", isRest: true },
  ],
  flags: [join, profile, json],
  notes: [
    "Lines are sent one after the other, each once, as fast as the host lets them in. Empty lines are left out. " +
      "When the connection breaks, sending goes on where it stopped, for up to two minutes.",
  ],
  examples: [
    { line: 'hearth send common-room "Lunch is ready"', does: "One message." },
    { line: "make 2>&1 | hearth send @Samuel -", does: "Each line of a program's output, to one person." },
  ],
};

const tailSpec: CommandSpec = {
  name: "tail",
  summary: "Prints what is said in a room, oldest first.",
  arguments: [room],
  flags: [
    { name: "follow", help: "Goes on until Ctrl+C, through lost connections." },
    { name: "since", takes: "SEQ", help: "Begins after this place of the room's log." },
    { name: "lines", takes: "N", help: "Without --since: begins with the last N messages (default: 10)." },
    join,
    profile,
    json,
  ],
  notes: [
    "With --json each line is an entry of the room's log with its author's name. Every entry is printed once and in " +
      "order; a program that keeps the last seq goes on there with --since. More than 500 entries back, replies in " +
      "threads are left out and changed messages are shown as they are now.",
  ],
  examples: [
    { line: "hearth tail common-room --follow", does: "Shows the last ten messages and all that follow." },
    { line: "hearth tail common-room --since 0 --json > log.jsonl", does: "The whole room, for a program." },
  ],
};

const historySpec: CommandSpec = {
  name: "history",
  summary: "Prints messages as they are now, oldest first.",
  arguments: [room],
  flags: [
    { name: "limit", takes: "N", help: "How many messages (default: 50)." },
    { name: "before", takes: "SEQ", help: "The last ones before this place of the room's log." },
    join,
    profile,
    json,
  ],
  examples: [
    { line: "hearth history common-room --limit 200", does: "The last 200 messages." },
    { line: "hearth history @Samuel --json", does: "A direct chat, for a program." },
  ],
};

const searchSpec: CommandSpec = {
  name: "search",
  summary: "Finds messages in your rooms, newest first.",
  arguments: [
    {
      name: "WORDS",
      help: "what the message says; the end of a word may be missing.",
      isOptional: true,
      isRest: true,
    },
  ],
  flags: [
    { name: "room", takes: "ROOM", help: "Only in this room." },
    { name: "by", takes: "NAME", help: "Only by this person." },
    { name: "from", takes: "DAY", help: "From this day on, such as 2026-11-19." },
    { name: "to", takes: "DAY", help: "Before this day." },
    { name: "links", help: "Only messages with a link." },
    { name: "best", help: "The best ones first, not the newest." },
    { name: "limit", takes: "N", help: "How many at most (default: 20)." },
    profile,
    json,
  ],
  examples: [
    { line: "hearth search osmosis", does: "Wherever you may read." },
    { line: "hearth search --by Kavitha --links --room common-room", does: "Every link she gave there." },
  ],
};

const uploadSpec: CommandSpec = {
  name: "upload",
  summary: "Sends a file.",
  arguments: [room, { name: "FILE", help: "the file to send." }],
  flags: [{ name: "text", takes: "TEXT", help: "What to say with it." }, join, profile, json],
  notes: ["When the connection breaks, it goes on where it stopped, for up to two minutes."],
  examples: [{ line: 'hearth upload common-room notes.pdf --text "For Friday"', does: "A file and a line." }],
};

const downloadSpec: CommandSpec = {
  name: "download",
  summary: "Saves a file of a message.",
  arguments: [room, { name: "SEQ", help: "the message's place in the room, as history --json tells." }],
  flags: [
    { name: "file", takes: "N", help: "Which file of the message (default: 1)." },
    { name: "output", takes: "PATH", help: "Where to (default: its own name, here)." },
    profile,
    json,
  ],
  examples: [{ line: "hearth download common-room 42", does: "The first file of that message." }],
};

const exportSpec: CommandSpec = {
  name: "export",
  summary: "Saves a whole room.",
  arguments: [room],
  flags: [
    {
      name: "format",
      takes: "html|text|jsonl",
      help: "A page that opens anywhere, plain text, or a record a line (default: text).",
    },
    { name: "from", takes: "DAY", help: "From this day on, such as 2026-11-19." },
    { name: "to", takes: "DAY", help: "Before this day." },
    { name: "output", takes: "PATH", help: "Where to (default: the standard output)." },
    profile,
  ],
  examples: [{ line: "hearth export common-room --format html --output room.html", does: "One page." }],
};

const roomsSpec: CommandSpec = {
  name: "rooms",
  summary: "Lists your rooms and those you may join.",
  arguments: [],
  flags: [{ name: "mine", help: "Only rooms you are in." }, profile, json],
  examples: [{ line: "hearth rooms", does: "Address, title, people and unread messages of each room." }],
};

const whoSpec: CommandSpec = {
  name: "who",
  summary: "Lists who is here, in one room or in all of yours.",
  arguments: [{ ...room, isOptional: true }],
  flags: [profile, json],
  examples: [{ line: "hearth who common-room", does: "Everyone who is there now." }],
};

const signOutSpec: CommandSpec = {
  name: "sign-out",
  summary: "Signs this device out and removes its profile.",
  arguments: [],
  flags: [profile],
  examples: [{ line: "hearth sign-out --profile robot", does: "The robot's secret works no more." }],
};

const profilesSpec: CommandSpec = {
  name: "profiles",
  summary: "Lists who you are, and where.",
  arguments: [],
  flags: [json],
  examples: [{ line: "hearth profiles", does: "One line for each profile on this machine." }],
};

const completionsSpec: CommandSpec = {
  name: "completions",
  summary: "Prints completions for a shell.",
  arguments: [{ name: "SHELL", help: "bash, zsh or fish." }],
  flags: [],
  examples: [
    {
      line: "hearth completions bash > ~/.local/share/bash-completion/completions/hearth",
      does: "From the next shell on.",
    },
    { line: "hearth completions fish > ~/.config/fish/completions/hearth.fish", does: "The same for fish." },
  ],
};

const manPageSpec: CommandSpec = {
  name: "man-page",
  summary: "Prints the manual page.",
  arguments: [],
  flags: [],
  examples: [{ line: "hearth man-page > ~/.local/share/man/man1/hearth.1", does: "Then: man hearth." }],
};

/** Everything `hearth` does as a client, and its manual. Nothing of it is loaded before it runs. */
export function listSubcommands(version: string, others: readonly Subcommand[]): readonly Subcommand[] {
  const clients = listClients(version);
  const listSpecs = (): readonly CommandSpec[] => [...others, ...clients, ...manuals].map(({ spec }) => spec);
  const manuals: readonly Subcommand[] = [
    createSubcommand(completionsSpec, async () =>
      (await import("./manual/print-manual.ts")).createCompletions(listSpecs()),
    ),
    createSubcommand(manPageSpec, async () =>
      (await import("./manual/print-manual.ts")).createManPage(version, listSpecs()),
    ),
  ];
  return [...others, ...clients, ...manuals];
}

function listClients(version: string): readonly Subcommand[] {
  return [
    createSubcommand(chatSpec, async () => (await import("./chat/run-chat.tsx")).createChat(version)),
    createSubcommand(joinSpec, async () => (await import("./scripts/join.ts")).createJoin(version)),
    createSubcommand(sendSpec, async () => {
      const { createSend } = await import("./scripts/send.ts");
      return createSend({ version, input: process.stdin });
    }),
    createSubcommand(tailSpec, async () => (await import("./scripts/tail.ts")).createTail(version)),
    createSubcommand(historySpec, async () => (await import("./scripts/history.ts")).createHistory(version)),
    createSubcommand(searchSpec, async () => (await import("./scripts/search.ts")).createSearch(version)),
    createSubcommand(uploadSpec, async () => (await import("./scripts/upload.ts")).createUpload(version)),
    createSubcommand(downloadSpec, async () =>
      (await import("./scripts/download.ts")).createDownload(version),
    ),
    createSubcommand(exportSpec, async () => (await import("./scripts/export.ts")).createExport(version)),
    createSubcommand(roomsSpec, async () => (await import("./scripts/rooms.ts")).createRooms(version)),
    createSubcommand(whoSpec, async () => (await import("./scripts/who.ts")).createWho(version)),
    createSubcommand(profilesSpec, async () => (await import("./scripts/profiles.ts")).createProfileList()),
    createSubcommand(signOutSpec, async () => (await import("./scripts/sign-out.ts")).createSignOut()),
  ];
}
