import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createAccount } from "@hearth/client";
import type { Author, FollowedThread, RoomId, Seq } from "@hearth/protocol";
import { createRandom, type ServerProcess, startServer } from "@hearth/test-kit";
import { Talker } from "@hearth/test-kit/main-job/talker";

const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const rounds = Number(process.env["ROUNDS"] ?? 3);

const dataDir = mkdtempSync(join(tmpdir(), "hearth-threads-"));
const args = ["--no-limits-messages", "--no-limits-logins"];
let server: ServerProcess;
let phone: Talker;
let desk: Talker;
let others: Talker[];
beforeAll(async () => {
  server = await startServer({ dataDir, args });
  const { secret = "" } = await createAccount({ origin: server.origin, fetch }).join("Ananya");
  phone = await Talker.open(server.origin, "Ananya", secret, Math.random);
  desk = await Talker.open(server.origin, "Ananya", secret, Math.random);
  others = [await Talker.join(server.origin, "Ravi", Math.random)];
  others.push(await Talker.join(server.origin, "Zoya", Math.random));
});
afterAll(async () => {
  for (const talker of [phone, desk, ...others]) talker.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test(`[MSG25] both devices of a person and the host agree about every thread, through kills (SEED=${seed})`, async () => {
  const random = createRandom(seed);
  const room = homeOf(phone.client);
  const roots: Seq[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (let n = 0; n < 40; n += 1) await actOnce(random, room, roots);
    const writing = Promise.allSettled(
      others.map((other) => reply(other.client, room, roots[0] ?? 1, "as it fell")),
    );
    await restart();
    await writing;
    await agree(room);
  }
});

/** Something happens in some thread; what the connection does not bear is left undone. */
async function actOnce(random: () => number, room: RoomId, roots: Seq[]): Promise<void> {
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const root = roots.length > 0 ? pick(roots) : 0;
  const dice = random();
  const mine = pick([phone, desk]).client;
  if (root === 0 || dice < 0.15) {
    roots.push(await say(pick([phone, ...others]).client, room, pick(["Which slide?", "@Ananya, which?"])));
  } else if (dice < 0.55) await reply(pick(others).client, room, root, pick(["That one", "@Ananya knows"]));
  else if (dice < 0.65) await reply(mine, room, root, "Thank you");
  else if (dice < 0.7) await mine.ask({ type: "thread.unfollow", room, root });
  else if (dice < 0.75) await mine.ask({ type: "thread.follow", room, root });
  else if (dice < 0.85) await deleteReply(pick(others).client, room, root);
  else
    mine.markThreadRead(room, root, (threadOf(mine, room, root)?.readSeq ?? 0) + Math.floor(random() * 20));
}

async function deleteReply(client: Client, room: RoomId, threadRoot: Seq): Promise<void> {
  const { messages } = await client.ask({ type: "history.page", room, threadRoot });
  const me = client.me.value?.id;
  const own = messages.find(({ author, body }) => body && "user" in author && author.user === me);
  if (own) await client.ask({ type: "message.delete", room, seq: own.seq });
}

async function restart(): Promise<void> {
  const port = new URL(server.origin).port;
  await server.kill();
  server = await startServer({ dataDir, args: [...args, "--port", port] });
  for (const talker of [phone, desk, ...others]) {
    talker.client.retryNow();
    await talker.settle();
  }
}

/** Both devices come to show what the host has, and its counts are those one counts oneself from the log. */
async function agree(room: RoomId): Promise<void> {
  let threads = await readThreads(room);
  // A mark that was on its way when the host fell comes with a later try.
  while ([phone, desk].some(({ client }) => shown(client, room) !== format(threads)))
    threads = await readThreads(room);
  expect(threads.length).toBeGreaterThan(0);
  for (const { root, readSeq, unread } of threads) {
    const page = { type: "history.page", room, threadRoot: root, limit: 100 } as const;
    const { messages } = await phone.client.ask(page);
    const isNew = messages.filter(({ seq, body, author }) => body && seq > readSeq && !isMine(author));
    expect([root, unread]).toEqual([root, isNew.length]);
  }
}

async function readThreads(room: RoomId): Promise<readonly FollowedThread[]> {
  return (await phone.client.ask({ type: "room.get", room })).room.threads ?? [];
}

function shown(client: Client, room: RoomId): string {
  return format(client.room(room)?.state.value.threads ?? []);
}

function isMine(author: Author): boolean {
  return "user" in author && author.user === phone.client.me.value?.id;
}

function format(threads: readonly FollowedThread[]): string {
  const lines = threads.map(({ root, readSeq, unread }) => `${root}: ${unread} behind ${readSeq}`);
  return lines.sort().join(", ");
}

function threadOf(client: Client, room: RoomId, root: Seq): FollowedThread | undefined {
  return client.room(room)?.state.value.threads?.find((thread) => thread.root === root);
}

function homeOf(client: Client): RoomId {
  const [room] = client.rooms.value;
  if (!room) throw new Error("nobody is anywhere");
  return room.id;
}

function say(client: Client, room: RoomId, text: string, more: { threadRoot?: Seq } = {}): Promise<Seq> {
  const body = { kind: "text", text } as const;
  const clientId = crypto.randomUUID();
  return client.ask({ type: "message.send", room, clientId, body, ...more }).then(({ event }) => event.seq);
}

function reply(client: Client, room: RoomId, threadRoot: Seq, text: string): Promise<Seq> {
  return say(client, room, text, { threadRoot });
}
