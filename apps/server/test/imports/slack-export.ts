import { createRandom } from "@hearth/test-kit";

/** What an export holds, counted while it was written. */
export interface Wrote {
  readonly files: ReadonlyMap<string, string>;
  readonly messages: number;
  readonly replies: number;
  readonly reactions: number;
  readonly edits: number;
  readonly joins: number;
}

const people = [
  { id: "U01ANANYA", login: "ananya", name: "Ananya" },
  { id: "U02RAVI", login: "ravi.k", name: "Ravi" },
  { id: "U03MEERA", login: "meera", name: "Meera" },
  { id: "U04CHIDI", login: "chidi", name: "Chidi" },
] as const;
const dayMs = 24 * 60 * 60_000;
const startMs = Date.UTC(2023, 4, 1, 8);
const perDay = 50;

interface Day {
  readonly [field: string]: unknown;
}

/** A Slack export with this many messages in two channels, a private one and two chats, as Slack documents them. */
export function writeSlackExport(seed: number, wanted: number): Wrote {
  const random = createRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const counts = { messages: 0, replies: 0, reactions: 0, edits: 0, joins: 0 };
  const days = new Map<string, Day[]>();
  const folders = ["general", "lab", "staff", "D0AB", "mpdm-ananya--ravi.k--meera-1"];
  const roots = new Map<string, { ts: string; user: string }>();
  for (let at = 0; at < wanted; at += 1) {
    const folder = pick(folders);
    const atMs = startMs + Math.floor(at / perDay) * dayMs + (at % perDay) * 60_000;
    const ts = `${Math.floor(atMs / 1000)}.${String(at % 1_000_000).padStart(6, "0")}`;
    const user = pick(people).id;
    const root = roots.get(folder);
    const isReply = root !== undefined && random() < 0.3;
    const isEdited = random() < 0.1;
    const reactions =
      random() < 0.2 ? [{ name: "+1", users: people.slice(0, 2).map(({ id }) => id), count: 2 }] : [];
    const path = `${folder}/${new Date(atMs).toISOString().slice(0, 10)}.json`;
    const day = days.get(path) ?? [];
    days.set(path, day);
    day.push({
      type: "message",
      user,
      ts,
      text: `message ${at} &amp; *bold* for <@${pick(people).id}> :tada:`,
      ...(isReply && { thread_ts: root.ts, parent_user_id: root.user }),
      ...(isEdited && { edited: { user, ts: `${Math.floor(atMs / 1000) + 30}.000000` } }),
      ...(reactions.length > 0 && { reactions }),
    });
    if (!isReply) roots.set(folder, { ts, user });
    counts.messages += 1;
    counts.replies += isReply ? 1 : 0;
    counts.edits += isEdited ? 1 : 0;
    counts.reactions += reactions.length * 2;
    if (random() < 0.05) {
      counts.joins += 1;
      day.push({
        type: "message",
        subtype: "channel_join",
        user,
        ts: `${ts.slice(0, 10)}.999999`,
        text: "has joined",
      });
    }
  }
  const print = (value: unknown): string => JSON.stringify(value, null, 4);
  const files = new Map<string, string>([
    ["users.json", print(people.map(formatUser))],
    ["channels.json", print([formatChannel("C01", "general", false), formatChannel("C02", "lab", true)])],
    ["groups.json", print([formatChannel("G01", "staff", false)])],
    ["dms.json", print([{ id: "D0AB", created: startMs / 1000, members: ["U01ANANYA", "U02RAVI"] }])],
    [
      "mpims.json",
      print([
        { ...formatChannel("G02", folders[4] ?? "", false), members: people.slice(0, 3).map(({ id }) => id) },
      ]),
    ],
    ...[...days].map(([path, day]) => [path, print(day)] as const),
  ]);
  return { files, ...counts };
}

function formatUser({ id, login, name }: (typeof people)[number]): object {
  const profile = { real_name: `${name} of Slack`, display_name: name };
  return { id, team_id: "T0HEARTH", name: login, deleted: false, profile, is_bot: false };
}

function formatChannel(id: string, name: string, isArchived: boolean): object {
  return {
    id,
    name,
    created: startMs / 1000 - 3600,
    creator: "U02RAVI",
    is_archived: isArchived,
    members: people.map((one) => one.id),
    topic: { value: `All of ${name}`, creator: "U02RAVI", last_set: 0 },
    purpose: { value: "", creator: "", last_set: 0 },
  };
}
