import { type CommandSpec, createSubcommand, type Flag, type Subcommand } from "@hearth/terminal";

const json: Flag = { name: "json", help: "Prints one JSON record a line." };
const data: Flag = {
  name: "data",
  takes: "DIR",
  help: "Folder of the community (default: as for hearth serve).",
};

const ownerSpec: CommandSpec = {
  name: "owner",
  summary: "Prints a new link for the owner.",
  arguments: [
    {
      name: "NAME",
      help: "which owner, where there are several.",
      isOptional: true,
      isRest: true,
    },
  ],
  flags: [data, json],
  notes: [
    "While nobody owns the community, the link makes whoever opens it first its owner. Afterwards it signs an owner " +
      "in on one more device: whoever has this machine can always get in. The link works once; the one before it " +
      "works no more. The server may be running.",
  ],
  examples: [
    { line: "hearth owner", does: "A link for the owner." },
    { line: "hearth owner Kavitha --data /srv/hearth", does: "A link for one of several owners." },
  ],
};

const usersSpec: CommandSpec = {
  name: "users",
  summary: "Lists everyone who has a name here, or deletes somebody.",
  arguments: [
    { name: "ACTION", help: "delete, and then whom; without it everyone is listed.", isOptional: true },
    { name: "NAME", help: "whom to delete.", isOptional: true, isRest: true },
  ],
  flags: [{ name: "yes", help: "Deletes without asking again." }, data, json],
  notes: [
    "Deleting somebody frees their name, signs all their devices out, and deletes every message and file of theirs for " +
      "everyone, in direct chats too. What others wrote or passed on stays, and so does the connection log. The server " +
      "may be running: then it does the rest by itself, a little at a time. The only owner cannot be deleted.",
  ],
  examples: [
    { line: "hearth users", does: "Name, role, devices and when each was last seen." },
    { line: "hearth users delete Ravi Kumar --yes", does: "Deletes Ravi Kumar and all that he wrote." },
  ],
};

const checkSpec: CommandSpec = {
  name: "check",
  summary: "Reads everything that is kept and says whether it is whole.",
  arguments: [{ name: "FILE", help: "a backup to check instead of the data folder.", isOptional: true }],
  flags: [data, json],
  notes: [
    "It reads the whole database, every room's log and every file, and changes nothing. The server may be running. " +
      "It ends with 1 when something is wrong.",
  ],
  examples: [
    { line: "hearth check", does: "The data folder." },
    { line: "hearth check hearth.tar", does: "A backup: every byte against its checksum." },
  ],
};

const backupSpec: CommandSpec = {
  name: "backup",
  summary: "Writes everything into one file, also while the server runs.",
  arguments: [{ name: "FILE", help: "the file to write; one that is there is replaced at the end." }],
  flags: [data, json],
  notes: [
    "The file is a tar with the database as of one moment, the files people sent, and a checksum of each in " +
      "SHA256SUMS. It holds everything that was said and every secret of the server: keep it as safe as the data.",
  ],
  examples: [
    { line: "hearth backup /mnt/stick/hearth.tar", does: "All of it, on a memory stick." },
    { line: "hearth backup monday.tar --data /srv/hearth", does: "Of a community elsewhere." },
  ],
};

const restoreSpec: CommandSpec = {
  name: "restore",
  summary: "Puts a backup into an empty data folder.",
  arguments: [{ name: "FILE", help: "a file that hearth backup wrote." }],
  flags: [data, json],
  notes: [
    "Everything is checked before the folder gets its name, so there is a whole community in it or nothing.",
  ],
  examples: [{ line: "hearth restore hearth.tar --data ./data", does: "Then start it: hearth serve." }],
};

const importSpec: CommandSpec = {
  name: "import",
  summary: "Brings in the history of Slack, Mattermost, another Hearth, irssi, WeeChat or ZNC.",
  arguments: [{ name: "PATH", help: "an export (a zip, a file or a folder), or a log or a folder of logs." }],
  flags: [
    { name: "dry-run", help: "Counts what would come, and writes nothing." },
    {
      name: "format",
      takes: "NAME",
      help: "Slack, mattermost, hearth, irssi, weechat or znc, in small letters, where it is not recognized.",
    },
    {
      name: "match-names",
      help: "Takes somebody here who has the same name for the same person; otherwise a name of their own is made.",
    },
    { name: "source", takes: "NAME", help: "Tells two sources apart that call themselves the same." },
    { name: "zone", takes: "ZONE", help: "Time zone of the times in logs (default: the machine's)." },
    data,
    json,
  ],
  notes: [
    "Each room of the source becomes a room here, and messages keep their times, threads, answers, reactions, edits and " +
      "files, where the export has them. People become names that nobody holds yet: the owner gives one to whom it " +
      "belongs with a code.",
    "The same source again adds only what is new, so an import that was stopped is simply begun again. What cannot be " +
      "read is named with file and line, the rest goes on, and the command ends with 1. The server may be running; " +
      "whoever is in a room sees what came when they open it again.",
  ],
  examples: [
    { line: "hearth import slack.zip --dry-run", does: "What is in it." },
    { line: "hearth import slack.zip", does: "Brings it in." },
    { line: "hearth import ~/irclogs --zone Europe/Berlin", does: "Every channel that irssi kept." },
    { line: "hearth import chat.jsonl --data /srv/hearth", does: "A chat that another Hearth saved." },
  ],
};

/** What the host does on the machine itself. Nothing of it is loaded before it runs. */
export function listHostSubcommands(version: string): readonly Subcommand[] {
  return [
    createSubcommand(ownerSpec, async () => (await import("./owner.ts")).createOwner()),
    createSubcommand(usersSpec, async () => (await import("./users.ts")).createUsers()),
    createSubcommand(backupSpec, async () => (await import("./backup.ts")).createBackup(version)),
    createSubcommand(restoreSpec, async () => (await import("./restore.ts")).createRestore()),
    createSubcommand(importSpec, async () => (await import("./import.ts")).createImport()),
    createSubcommand(checkSpec, async () => (await import("./check.ts")).createCheck()),
  ];
}
