import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatFilePath, sizes } from "@hearth/protocol";
import { cast, createRandom, type ServerProcess, startServer } from "@hearth/test-kit";
import { openSqliteStore } from "../src/stores/sqlite/store.ts";
import { type Account, Client, takeName } from "./client.ts";
import { idOf, TusClient } from "./tus-client.ts";
import { sayFile } from "./uploads.ts";

const seed = Number(process.env["STORY_SEED"] ?? Date.now() % 1_000_000);
const rounds = Number(process.env["STORY_ROUNDS"] ?? 4);
const videoBytes = Number(process.env["STORY_VIDEO_MB"] ?? 40) * 1_000_000;

const folders: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "hearth-files-"));
  folders.push(folder);
  return folder;
};
const start = (dataDir: string): Promise<ServerProcess> =>
  startServer({ dataDir, args: ["--no-limits-messages", "--files-max-bytes", "2000000000"] });
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Sends a chunk's beginning and lets the line die in the middle. */
async function cut(
  server: ServerProcess,
  tus: TusClient,
  path: string,
  at: number,
  bytes: Buffer,
): Promise<void> {
  const { hostname, port } = new URL(server.origin);
  const socket = createConnection({ port: Number(port), host: hostname });
  socket.on("error", () => undefined);
  socket.write(
    `PATCH ${path} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: ${tus.authorization}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: ${at}\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: ${bytes.length}\r\n\r\n`,
  );
  await new Promise((resolve) => socket.write(bytes.subarray(0, bytes.length / 2), resolve));
  socket.destroy();
}

test("[FILE1] a video over a line that is cut five times, to a host killed twice, arrives byte for byte", async () => {
  const dataDir = newFolder();
  const video = Buffer.alloc(videoBytes, Bun.randomUUIDv7());
  const chunks = Math.ceil(videoBytes / sizes.maxChunkBytes);
  let server = await start(dataDir);
  const account = await takeName(server.origin, cast.ananya);
  let tus = new TusClient(server.origin, account);
  const path = await tus.create(videoBytes);
  let sentBytes = 0;
  let requests = 0;
  const troubles = Array.from({ length: 7 }, (_, index) => Math.floor(((index + 1) * videoBytes) / 8));
  for (let offset = 0; offset < videoBytes; offset = await tus.offset(path)) {
    const chunk = video.subarray(offset, offset + sizes.maxChunkBytes);
    requests += 1;
    const trouble = troubles[0] ?? Number.POSITIVE_INFINITY;
    if (offset + chunk.length <= trouble) {
      expect((await tus.patch(path, offset, new Uint8Array(chunk))).status).toBe(204);
      sentBytes += chunk.length;
      continue;
    }
    troubles.shift();
    if (troubles.length === 5 || troubles.length === 2) {
      const broken = tus.patch(path, offset, new Uint8Array(chunk)).catch(() => undefined);
      await server.kill();
      await broken;
      server = await start(dataDir);
      tus = new TusClient(server.origin, account);
    } else await cut(server, tus, path, offset, chunk);
  }
  // It never starts over: every trouble costs at most one chunk.
  expect(sentBytes).toBeLessThanOrEqual(videoBytes);
  expect(requests).toBeLessThanOrEqual(chunks + 2 * 7 + 1);
  expect(troubles).toEqual([]);

  const client = await Client.open(server.origin, account);
  const { event } = await client.ask(
    sayFile(client.home, idOf(path), { type: "video/mp4", name: "lesson.mp4" }),
  );
  const file = await tus.ask("GET", formatFilePath(client.home, event.seq, 1));
  const hash = (bytes: Uint8Array): string => new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
  expect(hash(new Uint8Array(await file.arrayBuffer()))).toBe(hash(video));
  await server.stop();
}, 300_000);

/** Uploads, sends and deletes until the host is gone. */
async function work(
  server: ServerProcess,
  account: Account,
  random: () => number,
  onDone: () => void,
): Promise<void> {
  const client = await Client.open(server.origin, account);
  const tus = new TusClient(server.origin, account);
  const sent: number[] = [];
  for (;;) {
    // Few different contents, so that many names share one.
    const id = await tus.upload(`content ${Math.floor(random() * 5)}`.repeat(5_000));
    onDone();
    if (random() < 0.7) sent.push((await client.ask(sayFile(client.home, id))).event.seq);
    if (random() < 0.4 && sent.length > 0)
      await client.ask({ type: "message.delete", room: client.home, seq: sent.shift() ?? 0 });
  }
}

test(`[FILE10] a host killed at any moment keeps every named file whole, and nothing else (seed ${seed})`, async () => {
  const random = createRandom(seed);
  const dataDir = newFolder();
  const accounts: Account[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const server = await start(dataDir);
    while (accounts.length < 3) accounts.push(await takeName(server.origin, `Writer ${accounts.length}`));
    let left = 10 + random() * 30;
    const onDone = (): void => void left--;
    // Sockets and requests that die with the host have no answer.
    for (const account of accounts) void work(server, account, random, onDone).catch(() => undefined);
    while (left > 0) await new Promise((resolve) => setImmediate(resolve));
    await server.kill();
  }
  const last = await start(dataDir);
  await last.stop();

  const store = await openSqliteStore(join(dataDir, "hearth.db"));
  const [room] = (await store.publicRooms("", null, 10)).rows;
  const files = room ? await store.filesIn(room.id, 1_000_000) : [];
  const uploads = (await store.uploads(null, 1_000_000)).rows;
  const hashes = new Set([...files, ...uploads].flatMap(({ hash }) => hash ?? []));
  const blobs = readdirSync(join(dataDir, "files/blobs"), { recursive: true }).map(String);
  expect(files.length).toBeGreaterThan(0);
  expect(
    blobs
      .filter((name) => name.length > 2)
      .map((name) => name.slice(3))
      .sort(),
  ).toEqual([...hashes].sort());
  const open = uploads.filter(({ hash }) => hash === null).map(({ id }) => id as string);
  expect(readdirSync(join(dataDir, "files/parts")).sort()).toEqual(open.sort());
  for (const hash of hashes) {
    const bytes = await Bun.file(join(dataDir, "files/blobs", hash.slice(0, 2), hash)).arrayBuffer();
    expect(new Bun.CryptoHasher("sha256").update(bytes).digest("hex")).toBe(hash);
  }
  await store.close();
}, 120_000);
