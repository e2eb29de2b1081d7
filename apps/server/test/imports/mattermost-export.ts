import { createRandom } from "@hearth/test-kit";

export interface WroteLines {
  readonly lines: readonly string[];
  readonly files: ReadonlyMap<string, string>;
  readonly messages: number;
  readonly replies: number;
  readonly reactions: number;
  readonly notes: number;
}

const logins = ["ananya", "ravi.k", "meera", "chidi"] as const;
const startMs = Date.UTC(2022, 2, 1, 9);
/** The post that has a file, in a public channel. */
const withFile = 3;

/** A Mattermost bulk export as its documentation has it; posts come in no order, as their ids are random. */
export function writeMattermostExport(seed: number, wanted: number): WroteLines {
  const random = createRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const counts = { messages: 0, replies: 0, reactions: 0, notes: 0 };
  const files = new Map<string, string>();
  const posts: string[] = [];
  for (let at = 0; counts.messages < wanted; at += 1) {
    const createdAt = startMs + at * 60_000;
    const replies =
      random() < 0.2
        ? Array.from({ length: 2 }, (_, index) => formatReply(pick(logins), createdAt, index))
        : [];
    const reactions =
      random() < 0.2 ? [{ user: pick(logins), create_at: createdAt + 9, emoji_name: "heart" }] : [];
    const post = {
      user: pick(logins),
      type: "",
      message: `post ${at} for @${pick(logins)}. :tada:`,
      props: {},
      create_at: createdAt,
      edit_at: 0,
      reactions,
      replies,
      attachments: at === withFile ? [{ path: "20220301/teams/school/plan.txt" }] : [],
      is_pinned: at === 5,
    };
    const isDirect = random() < 0.2 && at !== withFile;
    posts.push(
      isDirect
        ? JSON.stringify({
            type: "direct_post",
            direct_post: { channel_members: ["ananya", "ravi.k"], ...post },
          })
        : JSON.stringify({
            type: "post",
            post: {
              team: "school",
              channel: at === withFile ? "town-square" : pick(["town-square", "staff"]),
              ...post,
            },
          }),
    );
    counts.messages += 1 + replies.length;
    counts.replies += replies.length;
    counts.reactions += reactions.length;
  }
  files.set("data/20220301/teams/school/plan.txt", "the plan of the lab");
  posts.push(formatNote(startMs));
  counts.notes += 1;
  const isDirect = (line: string): boolean => line.startsWith('{"type":"direct_post"');
  const mixed = posts.toSorted(() => random() - 0.5);
  const lines = [
    JSON.stringify({
      type: "version",
      version: 1,
      info: { generator: "mattermost-server", version: "9.5.0" },
    }),
    JSON.stringify({ type: "team", team: { name: "school", display_name: "School", type: "O" } }),
    formatChannel("town-square", "Town Square", "O"),
    formatChannel("staff", "Staff Room", "P"),
    ...logins.map(formatUser),
    ...mixed.filter((line) => !isDirect(line)),
    JSON.stringify({ type: "direct_channel", direct_channel: { members: ["ananya", "ravi.k"] } }),
    ...mixed.filter(isDirect),
  ];
  return { lines, files, ...counts };
}

function formatReply(user: string, createdAt: number, index: number): object {
  return {
    user,
    message: `reply ${index}`,
    create_at: createdAt + 1_000 * (index + 1),
    edit_at: createdAt + 5_000,
  };
}

function formatNote(atMs: number): string {
  const post = {
    team: "school",
    channel: "staff",
    user: "meera",
    type: "system_join_channel",
    message: "meera joined",
  };
  return JSON.stringify({ type: "post", post: { ...post, create_at: atMs } });
}

function formatChannel(name: string, display: string, type: string): string {
  const channel = {
    team: "school",
    name,
    display_name: display,
    type,
    header: `About ${display}`,
    purpose: "",
  };
  return JSON.stringify({ type: "channel", channel });
}

function formatUser(login: string): string {
  const channels = [
    { name: "town-square", roles: "channel_user" },
    { name: "staff", roles: login === "meera" ? "channel_user channel_admin" : "channel_user" },
  ];
  const user = {
    username: login,
    email: `${login}@example.org`,
    nickname: "",
    first_name: login === "ravi.k" ? "Ravi" : "",
    last_name: login === "ravi.k" ? "Kumar" : "",
    roles: "system_user",
    teams: [{ name: "school", roles: "team_user", channels }],
  };
  return JSON.stringify({ type: "user", user });
}
