import { Database } from "bun:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SignedIn, UserCard } from "@hearth/protocol";
import { createRandom, type ServerProcess, startServer } from "@hearth/test-kit";
import { type Account, Client, takeName } from "./client.ts";
import { createHappenings, formatIrssi, formatWeechat, formatZnc } from "./imports/irc-logs.ts";
import { writeMattermostExport } from "./imports/mattermost-export.ts";
import { writeSlackExport } from "./imports/slack-export.ts";
import { writeFiles } from "./imports/write-files.ts";
import { writeZip } from "./imports/zip-file.ts";
import { say } from "./world.ts";

const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const main = join(import.meta.dir, "../src/main.ts");
const dir = mkdtempSync(join(tmpdir(), "hearth-import-"));
const dataDir = join(dir, "data");
let server: ServerProcess;
let ravi: Client;

function spawn(...args: string[]) {
  return Bun.spawn([process.execPath, main, ...args], { stdout: "pipe", stderr: "pipe", stdin: "ignore" });
}

async function hearth(...args: string[]) {
  const ended = spawn(...args);
  const [stdout, stderr] = await Promise.all([
    new Response(ended.stdout).text(),
    new Response(ended.stderr).text(),
  ]);
  return { code: await ended.exited, stdout, stderr };
}

/** The report of an import that ends with `code`. */
async function importOf(code: number, ...args: string[]) {
  const ended = await hearth("import", ...args, "--json");
  if (ended.code !== code) throw new Error(`import ended with ${ended.code}: ${ended.stdout}${ended.stderr}`);
  return JSON.parse(ended.stdout);
}

async function needCheck(folder: string): Promise<void> {
  const { code, stdout } = await hearth("check", "--data", folder);
  expect([code, stdout]).toEqual([0, expect.not.stringContaining("✗")]);
}

/** What the database itself counts. */
function countIn(folder: string, sql: string): number {
  const db = new Database(join(folder, "hearth.db"), { readonly: true });
  try {
    return db.query<{ n: number }, []>(`SELECT count(*) AS n FROM ${sql}`).get()?.n ?? 0;
  } finally {
    db.close();
  }
}

const imported = "events WHERE client_id LIKE 'import-%'";

/** A community nobody serves now, with one person in it. */
async function emptyCommunity(name: string, person = "Host"): Promise<string> {
  const folder = join(dir, name);
  const started = await startServer({ dataDir: folder });
  await takeName(started.origin, person);
  await started.stop();
  return folder;
}

async function roomNamed(client: Client, title: string) {
  const { rooms } = await client.ask({ type: "room.list", query: title });
  const found = rooms.find((room) => room.title === title);
  if (!found) throw new Error(`no room is called ${title}`);
  return found;
}

/** Signs in with a code that the owner made for a name nobody held. */
async function claim(user: UserCard, owner: Client): Promise<Account> {
  const { code } = await owner.ask({ type: "person.createCode", user: user.id });
  const answer = await fetch(`${server.origin}/api/link`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ code }),
  });
  const { device, secret = "" } = (await answer.json()) as SignedIn;
  return { id: user.id, name: user.name, device, secret };
}

beforeAll(async () => {
  server = await startServer({ dataDir, args: ["--no-limits-messages", "--no-limits-logins"] });
  ravi = await Client.open(server.origin, await takeName(server.origin, "Ravi"));
}, 60_000);
afterAll(async () => {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

describe("Slack's export, while the server runs", () => {
  const wrote = writeSlackExport(seed, 600);
  const zip = join(dir, "slack.zip");
  const folder = join(dir, "slack");
  writeZip(zip, wrote.files);
  writeFiles(folder, wrote.files);
  const { files: _, joins, ...counted } = wrote;

  test("[IMP5] a dry run counts what the source holds, and writes nothing", async () => {
    const before = countIn(dataDir, "events");
    const report = await importOf(0, zip, "--data", dataDir, "--dry-run");
    expect(report.counts).toMatchObject({ ...counted, newMessages: 600, rooms: 5, newRooms: 5, people: 4 });
    expect(report.leftOut).toEqual({ "joins and leaves": joins });
    expect([countIn(dataDir, "events"), countIn(dataDir, "users")]).toEqual([before, 1]);
  });

  test("[IMP1] [IMP7] every room, message, answer, reaction and edit comes, and the rest is counted", async () => {
    const report = await importOf(0, zip, "--data", dataDir);
    expect(report.counts).toMatchObject({ ...counted, newMessages: 600, newRooms: 5, newPeople: 4 });
    expect(report.leftOut).toEqual({ "joins and leaves": joins });
    expect(countIn(dataDir, imported)).toBe(wrote.messages);
    expect(countIn(dataDir, `${imported} AND thread_root IS NOT NULL`)).toBe(wrote.replies);
    expect(countIn(dataDir, `${imported} AND edited_at_ms IS NOT NULL`)).toBe(wrote.edits);
    expect(countIn(dataDir, "reactions")).toBe(wrote.reactions);
    // Of the five rooms the lab was archived.
    expect(countIn(dataDir, "rooms WHERE archived_at_ms IS NOT NULL")).toBe(1);
    await needCheck(dataDir);
  });

  test("[IMP4] the same source again, from a folder this time, adds nothing", async () => {
    const before = countIn(dataDir, "events");
    const report = await importOf(0, folder, "--data", dataDir);
    expect(report.counts).toMatchObject({ messages: 600, newMessages: 0, newRooms: 0, newPeople: 0 });
    expect(countIn(dataDir, "events")).toBe(before);
    expect(countIn(dataDir, "settings WHERE key LIKE '%underway'")).toBe(0);
  });

  test("[IMP2] messages stand by their time, with their time, answers in their threads and edits told", async () => {
    const general = await roomNamed(ravi, "general");
    expect(general.topic).toBe("All of general");
    await ravi.ask({ type: "room.join", room: general.id });
    const page = await ravi.ask({ type: "history.page", room: general.id, limit: 100 });
    const times = page.messages.map(({ atMs }) => atMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.every((atMs) => atMs < Date.UTC(2024, 0))).toBe(true);
    const [first] = page.messages;
    expect(first?.body).toMatchObject({
      text: expect.stringMatching(/^message \d+ & \*\*bold\*\* for @\w+ 🎉$/),
    });
    expect(page.messages.some(({ thread }) => thread !== undefined)).toBe(true);
    expect(page.messages.some(({ reactions }) => reactions?.[0]?.emoji === "👍")).toBe(true);
    expect(page.messages.some(({ editedAtMs }) => editedAtMs !== undefined)).toBe(true);
  });

  test("[IMP3] people are names that nobody holds; the owner's code gives one away, with its chats, all read", async () => {
    const { link } = JSON.parse((await hearth("owner", "--data", dataDir, "--json")).stdout);
    await ravi.ask({ type: "owner.claim", code: /#owner=(.+)$/.exec(link)?.[1] ?? "" });
    const { users } = await ravi.ask({ type: "user.list" });
    // Ravi was taken, so Slack's became another.
    expect(users.map(({ name }) => name).sort()).toEqual([
      "Ananya",
      "Chidi",
      "Meera",
      "Ravi",
      "Ravi (ravi.k)",
    ]);
    await expect(takeName(server.origin, "Ananya")).rejects.toThrow("name_taken");
    const ananya = users.find(({ name }) => name === "Ananya") as UserCard;
    const client = await Client.open(server.origin, await claim(ananya, ravi));
    const kinds = client.welcome?.rooms.map(({ kind }) => kind).sort();
    expect(kinds).toEqual(["direct", "direct", "private", "public", "public"]);
    // [IMP8] nothing of it is news.
    expect(client.welcome?.rooms.map(({ unread, mentions }) => unread + mentions)).toEqual([0, 0, 0, 0, 0]);
    await client.leave();
  });

  test("[IMP1] private rooms and chats are nobody else's", async () => {
    const { rooms } = await ravi.ask({ type: "room.list" });
    expect(rooms.map(({ title }) => title)).not.toContain("staff");
    const db = new Database(join(dataDir, "hearth.db"), { readonly: true });
    const hidden = db.query<{ id: string }, []>("SELECT id FROM rooms WHERE kind <> 'public'").all();
    db.close();
    expect(hidden).toHaveLength(3);
    for (const { id } of hidden)
      expect((await ravi.refused({ type: "history.page", room: id, limit: 50 } as never)).reason).toBe(
        "room_missing",
      );
  });

  test("[IMP8] a later export brings what is new behind what was said since, and the rest stays read", async () => {
    const general = await roomNamed(ravi, "general");
    await ravi.ask(say(general.id, "said here since"));
    const later = new Map(wrote.files);
    const words = { type: "message", user: "U03MEERA", ts: "1893456000.000100", text: "later" };
    later.set("general/2030-01-01.json", JSON.stringify([words]));
    writeZip(zip, later);
    const report = await importOf(0, zip, "--data", dataDir);
    expect(report.counts).toMatchObject({ messages: 601, newMessages: 1 });
    const page = await ravi.ask({ type: "history.page", room: general.id, limit: 2 });
    expect(page.messages.map(({ body }) => (body?.kind === "text" ? body.text : null))).toEqual([
      "said here since",
      "later",
    ]);
  });
});

test("[IMP9] what is rare in Slack's export comes, too: files, programs, deeds, broadcasts, what was deleted", async () => {
  const folder = await emptyCommunity("for-rare");
  const source = join(dir, "rare");
  const files = new Map<string, string>();
  for (const [path, text] of writeSlackExport(seed, 1).files) if (!path.includes("/")) files.set(path, text);
  const at = (second: number): string => `16829280${String(second).padStart(2, "0")}.000100`;
  const root = {
    type: "message",
    user: "U02RAVI",
    ts: at(1),
    text: "root",
    thread_ts: at(1),
    reply_count: 1,
  };
  const file = { id: "F1", name: "plan.txt", mimetype: "text/plain", permalink: "https://example.org/F1" };
  files.set(
    "general/2023-05-01.json",
    JSON.stringify([
      root,
      {
        type: "message",
        subtype: "thread_broadcast",
        user: "U03MEERA",
        ts: at(2),
        text: "for all",
        thread_ts: at(1),
        root,
      },
      { type: "message", subtype: "me_message", user: "U04CHIDI", ts: at(3), text: "waves" },
      {
        type: "message",
        subtype: "bot_message",
        bot_id: "B1",
        username: "Bell",
        ts: at(4),
        text: "",
        attachments: [{ title: "Lesson", text: "begins" }],
      },
      {
        type: "message",
        subtype: "tombstone",
        user: "USLACKBOT",
        ts: at(5),
        text: "This message was deleted.",
      },
      { type: "message", user: "U01ANANYA", ts: at(6), text: "", files: [file], upload: true },
      {
        type: "message",
        user: "U01ANANYA",
        ts: at(7),
        text: "and",
        files: [{ ...file, id: "F2", name: "gone.txt" }],
      },
      {
        type: "message",
        user: "U01ANANYA",
        ts: at(8),
        text: "x",
        pinned_to: ["C01"],
        reactions: [{ name: "our_own", users: ["U02RAVI"], count: 1 }],
      },
      { type: "message", user: "U01ANANYA", ts: at(9), text: "" },
    ]),
  );
  files.set("__uploads/F1/plan.txt", "the plan");
  writeFiles(source, files);
  const report = await importOf(0, source, "--data", folder);
  expect(report.counts).toMatchObject({ messages: 8, newMessages: 8, replies: 1, files: 1 });
  expect(report.leftOut).toEqual({
    "files that are not in the export": 1,
    "reactions with pictures of their own": 1,
    "messages without words or files": 1,
  });
  const db = new Database(join(folder, "hearth.db"), { readonly: true });
  const rows = db
    .query<{ body: string | null; also_in_room: number; pinned: number; name: string }, []>(
      `SELECT body, also_in_room, pinned, name FROM events JOIN users ON users.key = author
       WHERE client_id LIKE 'import-%' ORDER BY seq`,
    )
    .all()
    .map(({ body, name, ...rest }) => [
      name,
      body === null ? null : JSON.parse(body),
      Object.values(rest).join(""),
    ]);
  db.close();
  const text = (words: string, more: object = {}) => ({ kind: "text", text: words, ...more });
  const attachment = { file: 1, name: "plan.txt", type: "text/plain", bytes: 8 };
  expect(rows).toEqual([
    ["Ravi", text("root"), "00"],
    ["Meera", text("for all"), "10"],
    ["Chidi", text("waves", { action: true }), "00"],
    ["Bell", text("Lesson\nbegins"), "00"],
    ["Slackbot", null, "00"],
    ["Ananya", text("", { attachments: [attachment] }), "00"],
    ["Ananya", text("and\n(gone.txt: https://example.org/F1)"), "00"],
    ["Ananya", text("x"), "01"],
  ]);
  await needCheck(folder);
});

test("[IMP10] Mattermost's bulk export comes with its files, in order, whatever order its lines have", async () => {
  const wrote = writeMattermostExport(seed, 400);
  const folder = await emptyCommunity("for-mattermost");
  const zip = join(dir, "mattermost.zip");
  writeZip(zip, new Map([...wrote.files, ["import.jsonl", `${wrote.lines.join("\n")}\n`]]));
  const report = await importOf(0, zip, "--data", folder);
  expect(report.counts).toMatchObject({
    messages: wrote.messages,
    newMessages: wrote.messages,
    replies: wrote.replies,
    reactions: wrote.reactions,
    edits: wrote.replies,
    files: 1,
    rooms: 3,
    people: 4,
  });
  expect(report.leftOut).toEqual({ teams: 1, "joins, leaves and other notes of the system": wrote.notes });
  const disorder = `events a JOIN events b ON b.room = a.room AND b.seq > a.seq AND b.at_ms < a.at_ms
    WHERE a.type = 'message.sent' AND b.type = 'message.sent'`;
  expect(countIn(folder, disorder)).toBe(0);
  expect(countIn(folder, "members WHERE role = 'moderator'")).toBe(1);
  expect((await importOf(0, zip, "--data", folder)).counts.newMessages).toBe(0);
  await needCheck(folder);
  const again = await startServer({ dataDir: folder });
  const host = await Client.open(again.origin, await takeName(again.origin, "Lin"));
  const room = await roomNamed(host, "Town Square");
  await host.ask({ type: "room.join", room: room.id });
  const { messages } = await host.ask({ type: "message.search", has: "file" });
  const answer = await fetch(`${again.origin}/files/${room.id}/${messages[0]?.seq}/1`, {
    headers: { authorization: `Bearer ${host.account.secret}` },
  });
  expect(await answer.text()).toBe("the plan of the lab");
  await host.leave();
  await again.stop();
});

describe("[IMP11] logs of a channel", () => {
  const happenings = createHappenings(5_000, Date.UTC(2022, 11, 30, 22, 0, 5));
  const said = happenings.filter(({ kind }) => kind === "said" || kind === "did" || kind === "noticed");
  const topics = happenings.filter(({ kind }) => kind === "topic").length;
  const moves = happenings.length - said.length - topics;
  const logs: Readonly<Record<string, ReadonlyMap<string, string>>> = {
    irssi: new Map([["libera/#lab.log", formatIrssi(happenings)]]),
    weechat: new Map([["irc.libera.#lab.weechatlog", formatWeechat(happenings, false)]]),
    "weechat-utc": new Map([["irc.libera.#lab.weechatlog", formatWeechat(happenings, true)]]),
    znc: formatZnc(happenings),
  };

  for (const [name, files] of Object.entries(logs))
    test(`that ${name} wrote come whole, each line once, at its time`, async () => {
      const folder = await emptyCommunity(`for-${name}`);
      const source = join(dir, "logs", name);
      writeFiles(source, files);
      const report = await importOf(0, source, "--data", folder, "--zone", "UTC");
      expect(report.format).toBe(name.replace("-utc", ""));
      expect(report.counts).toMatchObject({
        messages: said.length,
        newMessages: said.length,
        rooms: 1,
        people: 4,
      });
      expect(report.leftOut).toEqual({
        "joins, leaves and modes": moves,
        "changes of topic or name": topics,
      });
      const times = readTimes(folder);
      const isMinutes = name === "irssi";
      expect(times).toEqual(said.map(({ atMs }) => (isMinutes ? atMs - (atMs % 60_000) : atMs)));
      expect((await importOf(0, source, "--data", folder, "--zone", "UTC")).counts.newMessages).toBe(0);
    });

  function readTimes(folder: string): number[] {
    const db = new Database(join(folder, "hearth.db"), { readonly: true });
    const rows = db.query<{ at: number }, []>(`SELECT at_ms AS at FROM ${imported} ORDER BY seq`).all();
    db.close();
    return rows.map(({ at }) => at);
  }
});

test("[IMP12] a chat that another Hearth saved comes back, reactions and all", async () => {
  const general = await roomNamed(ravi, "general");
  const saved = await fetch(`${server.origin}/api/export/${general.id}?format=jsonl`, {
    headers: { authorization: `Bearer ${ravi.account.secret}` },
  });
  const text = await saved.text();
  const path = join(dir, "general.jsonl");
  writeFileSync(path, text);
  const lines = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const messages = lines.filter(({ type }) => type === "message");
  const folder = await emptyCommunity("for-hearth");
  const report = await importOf(0, path, "--data", folder);
  expect(report.counts).toMatchObject({
    messages: messages.length,
    newMessages: messages.length,
    replies: messages.filter(({ threadRoot }) => threadRoot !== undefined).length,
    reactions: messages.reduce((sum, { reactions = [] }) => sum + (reactions[0]?.count ?? 0), 0),
  });
  expect(messages.length).toBeGreaterThan(50);
  await needCheck(folder);
});

test("[IMP6] what cannot be read is named with file and line, the rest comes, and the command ends with 1", async () => {
  const folder = await emptyCommunity("for-broken");
  const wrote = writeSlackExport(seed, 200);
  const source = join(dir, "broken");
  const days = [...wrote.files.keys()].filter((path) => path.startsWith("general/"));
  const [spoilt = "", cut = ""] = days;
  const files = new Map(wrote.files);
  // One more message at the start of a day and one at the end of another: these two are what is lost.
  const more = { type: "message", user: "U02RAVI", ts: "1682928000.000001", text: "lost" };
  const daysOf = (path: string) => JSON.parse(files.get(path) ?? "[]") as readonly object[];
  const print = (day: readonly object[]): string => JSON.stringify(day, null, 4);
  files.set(spoilt, print([more, ...daysOf(spoilt)]).replace('"type": "message"', '"type: "message"'));
  files.set(cut, print([...daysOf(cut), more]).slice(0, -40));
  writeFiles(source, files);
  const report = await importOf(1, source, "--data", folder);
  expect(report.counts.messages).toBe(wrote.messages);
  expect(report.bad).toEqual([
    { path: spoilt, line: 2, why: "this is not what Slack writes" },
    { path: cut, line: expect.any(Number), why: "this is not what Slack writes" },
  ]);
  const nothing = await hearth("import", join(dir, "nothing"), "--data", folder);
  expect([nothing.code, nothing.stderr]).toEqual([1, expect.stringContaining("There is nothing at")]);
  const other = await hearth("import", folder, "--data", folder);
  expect([other.code, other.stderr]).toEqual([1, expect.stringContaining("looks like an export of Slack")]);
  writeFileSync(join(dir, "cut.zip"), readFileSync(join(dir, "slack.zip")).subarray(0, 5_000));
  const zip = await hearth("import", join(dir, "cut.zip"), "--data", folder);
  expect([zip.code, zip.stderr]).toEqual([1, expect.stringContaining("is not a zip archive")]);
});

test("[IMP3] with --match-names somebody here who has the same name is the same person", async () => {
  const folder = await emptyCommunity("for-matched", "Meera");
  const source = join(dir, "matched");
  writeFiles(source, writeSlackExport(seed, 50).files);
  for (const more of [["--dry-run"], []]) {
    const report = await importOf(0, source, "--data", folder, "--match-names", ...more);
    expect(report.counts).toMatchObject({ people: 4, newPeople: 3 });
  }
  expect(countIn(folder, "users")).toBe(4);
});

test(`[IMP4] [IMP13] killed at any moment and begun again, every message stands once (seed ${seed})`, async () => {
  const random = createRandom(seed);
  const folder = await emptyCommunity("for-killed");
  const wrote = writeSlackExport(seed, 8_000);
  const zip = join(dir, "large.zip");
  writeZip(zip, wrote.files);
  for (let round = 0; round < 5; round += 1) {
    const running = spawn("import", zip, "--data", folder);
    // Any moment will do; the seed chooses it.
    const moment = new Promise<void>((resolve) => setTimeout(resolve, 300 + random() * 900));
    await Promise.race([moment, running.exited]);
    running.kill("SIGKILL");
    await running.exited;
  }
  const report = await importOf(0, zip, "--data", folder);
  expect(report.counts.messages).toBe(wrote.messages);
  expect(countIn(folder, imported)).toBe(wrote.messages);
  expect(countIn(folder, `${imported} AND thread_root IS NOT NULL`)).toBe(wrote.replies);
  expect(countIn(folder, "reactions")).toBe(wrote.reactions);
  expect(countIn(folder, "users")).toBe(5);
  await needCheck(folder);
  expect(readdirSync(folder).filter((name) => name.startsWith("import"))).toEqual([]);
});
