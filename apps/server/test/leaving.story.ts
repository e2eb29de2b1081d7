import { afterAll, describe, expect, test } from "bun:test";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RoomId, UserId } from "@hearth/protocol";
import { cast, createRandom, type ServerProcess, settle, startServer } from "@hearth/test-kit";
import { openReader } from "../src/stores/sqlite/open.ts";
import { SqliteReads } from "../src/stores/sqlite/reads.ts";
import { type Account, Client, takeName } from "./client.ts";
import { openHearth } from "./hearth.ts";
import { IrcClient } from "./irc-client.ts";
import { TusClient } from "./tus-client.ts";
import { sayFile } from "./uploads.ts";
import { say } from "./world.ts";

const seed = Number(process.env["STORY_SEED"] ?? Date.now() % 1_000_000);
const rounds = Number(process.env["STORY_ROUNDS"] ?? 4);
const main = join(import.meta.dir, "../src/main.ts");

const folders: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "hearth-leaving-"));
  folders.push(folder);
  return folder;
};
const start = (dataDir: string): Promise<ServerProcess> =>
  startServer({ dataDir, args: ["--no-limits-messages", "--no-limits-logins"] });
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function hearth(...args: string[]) {
  const ended = Bun.spawn([process.execPath, main, ...args], {
    stdout: "pipe",
    stderr: "pipe",
    stdin: "ignore",
  });
  const [stdout, stderr] = await Promise.all([
    new Response(ended.stdout).text(),
    new Response(ended.stderr).text(),
  ]);
  return { code: await ended.exited, text: stdout + stderr };
}

/** Reads the data beside a server. */
function withReads<T>(dataDir: string, use: (reads: SqliteReads) => T): T {
  const db = openReader(join(dataDir, "hearth.db"));
  try {
    return use(new SqliteReads(db));
  } finally {
    db.close();
  }
}

/** Resolves once nothing is left to erase or to collect. */
async function untilErased(server: ServerProcess): Promise<void> {
  const isLeft = (): boolean =>
    withReads(server.dataDir, (reads) => reads.leaving().length > 0 || reads.unusedBlobs(1).length > 0);
  while (isLeft()) await fetch(`${server.origin}/api/community`);
}

/** What is in the folder is named, and what is named is there, whole. */
async function compareFolder(dataDir: string): Promise<void> {
  const blobs = readdirSync(join(dataDir, "files/blobs"), { recursive: true })
    .map(String)
    .filter((name) => name.length > 2)
    .map((name) => name.slice(3));
  const db = openReader(join(dataDir, "hearth.db"));
  const named = db.query<{ hash: string }, []>("SELECT DISTINCT hash FROM files").all();
  db.close();
  expect(blobs.sort()).toEqual(named.map(({ hash }) => hash).sort());
  expect(readdirSync(join(dataDir, "files/parts"))).toEqual([]);
  for (const hash of blobs) {
    const bytes = await Bun.file(join(dataDir, "files/blobs", hash.slice(0, 2), hash)).arrayBuffer();
    expect(new Bun.CryptoHasher("sha256").update(bytes).digest("hex")).toBe(hash);
  }
}

/** Says so many things, half of them with files: some that everybody has, some that nobody else does. */
async function chatter(server: ServerProcess, account: Account, random: () => number, count: number) {
  const client = await Client.open(server.origin, account);
  const tus = new TusClient(server.origin, account);
  for (let n = 0; n < count; n += 1) {
    if (random() < 0.5) await client.ask(say(client.home, `${account.name} says ${n}`));
    else {
      const content = random() < 0.5 ? `shared ${n % 4}` : `${account.name} ${n}`;
      await client.ask(sayFile(client.home, await tus.upload(content.repeat(500))));
    }
  }
  const { room } = await client.ask({ type: "room.create", kind: "private", title: "Mine" });
  await client.ask(sayFile(room.id, await tus.upload(`secret of ${account.name}`)));
  return client;
}

/** Deletes the client's person, and kills the host at some moment of it. */
async function deleteAndKill(server: ServerProcess, victim: Client, watcher: Client, after: number) {
  const told = (): number => watcher.eventsOf(watcher.home).filter(isDeletion).length;
  const before = told();
  const asked = victim.post({ type: "account.delete" });
  void victim.answerOf(asked).catch(() => undefined);
  if (after >= 0) await victim.closed;
  while (told() < before + after) await new Promise((resolve) => setImmediate(resolve));
  await server.kill();
}
const isDeletion = ({ type }: { readonly type: string }): boolean => type === "message.deleted";

test(`[ACC14] a host killed while it takes away what people left goes on with it, and keeps what others sent (seed ${seed})`, async () => {
  const random = createRandom(seed);
  const dataDir = newFolder();
  let server = await start(dataDir);
  const zahra = await takeName(server.origin, cast.zahra);
  await chatter(server, zahra, random, 30);
  const gone: UserId[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const account = await takeName(server.origin, `Somebody ${round}`);
    const victim = await chatter(server, account, random, 90);
    await new TusClient(server.origin, account).create(1_000);
    const watcher = await Client.open(server.origin, zahra);
    const after = Math.floor(random() * 88) - 2;
    await deleteAndKill(server, victim, watcher, after);
    server = await start(dataDir);
    gone.push(account.id);
    // Killed before it was done, it is as if it had never been asked.
    const isThere = withReads(dataDir, (reads) => reads.get("users", account.id)?.goneAtMs === null);
    expect(isThere && after >= 0).toBe(false);
    if (isThere) await (await Client.open(server.origin, account)).ask({ type: "account.delete" });
  }
  await untilErased(server);

  const reader = await Client.open(server.origin, zahra);
  const found = await reader.ask({ type: "message.search", query: "somebody" });
  expect(found.messages).toEqual([]);
  const authorization = `Bearer ${zahra.secret}`;
  const saved = await fetch(`${server.origin}/api/export/${reader.home}?format=text`, {
    headers: { authorization },
  });
  const text = await saved.text();
  expect([text.includes("Somebody"), text.includes(`${cast.zahra} says`)]).toEqual([false, true]);
  const mine = await reader.ask({ type: "message.search", query: "says", by: zahra.id, limit: 1 });
  expect(mine.messages).toHaveLength(1);
  // The names are free.
  await takeName(server.origin, "Somebody 0");
  await server.stop();

  const left = withReads(dataDir, (reads) => [...readBodies(reads, gone)]);
  expect(left).toEqual([]);
  expect((await hearth("check", "--data", dataDir)).text).not.toMatch(/wrong|missing|damaged|nobody/);
  await compareFolder(dataDir);
}, 240_000);

/** Bodies of messages of these people that still stand anywhere. */
function* readBodies(reads: SqliteReads, people: readonly UserId[]): Generator<unknown> {
  for (const user of people) {
    for (let after: string | null | undefined = null; after !== undefined; ) {
      const part: ReturnType<SqliteReads["entriesBy"]> = reads.entriesBy(user, after, 1_000);
      for (const { message } of part.rows) if (message?.body) yield message.body;
      after = part.next ?? undefined;
    }
  }
}

describe("`hearth users delete`", () => {
  test("[ACC13] beside a running host: sessions end with a reason, others see it, the host takes the rest away", async () => {
    const server = await start(newFolder());
    const { dataDir } = server;
    const [ravi, zahra] = [
      await takeName(server.origin, cast.ravi),
      await takeName(server.origin, cast.zahra),
    ];
    const client = await chatter(server, ravi, createRandom(seed), 20);
    const other = await Client.open(server.origin, zahra);

    const asked = await hearth("users", "delete", cast.ravi, "--data", dataDir);
    expect([asked.code, asked.text]).toEqual([1, expect.stringContaining("--yes")]);
    const nobody = await hearth("users", "delete", "Nobody", "--yes", "--data", dataDir);
    expect([nobody.code, nobody.text]).toEqual([1, expect.stringContaining('called "Nobody"')]);

    const done = await hearth("users", "delete", cast.ravi, "--yes", "--data", dataDir);
    expect([done.code, done.text]).toEqual([0, expect.stringContaining("by itself")]);
    expect(await client.closed).toEqual({ code: 4401, reason: "person_deleted" });
    await other.inbox.first((frame) => frame.type === "member.left" && frame.user === ravi.id);
    await untilErased(server);
    const { messages } = await other.ask({ type: "history.page", room: other.home, limit: 50 });
    expect(messages.filter(({ body }) => body !== null)).toEqual([]);
    expect((await hearth("users", "--data", dataDir)).text).not.toContain(cast.ravi);
    await server.stop();
    await compareFolder(dataDir);
  }, 60_000);

  test("[ACC13] without a host: everything is gone when the command ends; the only owner stays", async () => {
    const server = await start(newFolder());
    const { dataDir } = server;
    const [, code = ""] = await server.shows(/#owner=([\w-]+)/);
    const owner = await Client.open(server.origin, await takeName(server.origin, cast.zahra));
    await owner.ask({ type: "owner.claim", code });
    const account = await takeName(server.origin, cast.ravi);
    await chatter(server, account, createRandom(seed), 60);
    await new TusClient(server.origin, account).create(1_000);
    await server.stop();

    const refused = await hearth("users", "delete", cast.zahra, "--yes", "--data", dataDir);
    expect([refused.code, refused.text]).toEqual([1, expect.stringContaining("the only owner")]);
    const done = await hearth("users", "delete", cast.ravi, "--yes", "--data", dataDir);
    expect([done.code, done.text]).toEqual([0, expect.stringContaining("with everything they wrote")]);
    expect(readdirSync(join(dataDir, "files/blobs"), { recursive: true }).map(String)).not.toContainEqual(
      expect.stringMatching(/[0-9a-f]{64}/),
    );
    await compareFolder(dataDir);
    const checked = await hearth("check", "--data", dataDir);
    expect([checked.code, checked.text]).toEqual([0, expect.any(String)]);
  }, 60_000);
});

test("[ACC13] IRC sees a deleted person quit, and their nick is free", async () => {
  const story = await openHearth({ irc: {} });
  const [ravi, zahra] = [await story.enter(cast.ravi), await story.enter(cast.zahra)];
  const room = "#common-room";
  const watcher = await IrcClient.enter(story, "watcher");
  await watcher.ask(`JOIN ${room}`, "366");
  await ravi.ask(say(ravi.home as RoomId, "hello"));
  await watcher.expect("PRIVMSG", room, "hello");
  await ravi.ask({ type: "account.delete" });
  await ravi.closed;
  await watcher.expect("QUIT");
  await zahra.inbox.first((frame) => frame.type === "member.left");
  const taker = await IrcClient.enter(story, cast.ravi);
  await taker.ask(`JOIN ${room}`, "366");
  await watcher.expect("JOIN", room);
  await settle();
  expect(story.bugs).toEqual([]);
  await story.close();
}, 30_000);
