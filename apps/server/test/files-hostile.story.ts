import { expect, test } from "bun:test";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { createConnection, type Socket } from "node:net";
import { join } from "node:path";
import { formatFilePath, type Refusal } from "@hearth/protocol";
import { cast, startServer } from "@hearth/test-kit";
import { Client, takeName } from "./client.ts";
import { openHearth } from "./hearth.ts";
import { canMount, withTinyDisk } from "./tiny-disk.ts";
import { idOf, TusClient, tusHeaders } from "./tus-client.ts";
import { sayFile } from "./uploads.ts";
import { say } from "./world.ts";

const megabyte = 1_024 * 1_024;
const reasonOf = async (answer: Response): Promise<string> => ((await answer.json()) as Refusal).reason;

test.skipIf(!canMount())(
  "[FILE1] a disk that is full in the middle of an upload refuses the rest, keeps what came, and takes it later (needs Linux mount namespaces)",
  async () => {
    const within = withTinyDisk(24 * megabyte);
    const server = await startServer({ within, stderr: "ignore", args: ["--no-limits-messages"] });
    const dataDir = join(`/proc/${server.process.pid}/root`, server.dataDir);
    const ballast = join(dataDir, "ballast");
    const account = await takeName(server.origin, cast.ananya);
    const ananya = await Client.open(server.origin, account);
    const tus = new TusClient(server.origin, account);
    const bytes = crypto.getRandomValues(Buffer.alloc(65_536));
    const photo = Buffer.concat(Array.from({ length: 64 }, (_, index) => bytes.subarray(index)));
    const path = await tus.create(photo.length);
    expect((await tus.patch(path, 0, new Uint8Array(photo.subarray(0, megabyte)))).status).toBe(204);

    fill(ballast);
    const rest = new Uint8Array(photo.subarray(megabyte));
    const refused = await tus.patch(path, megabyte, rest);
    expect([refused.status, await reasonOf(refused)]).toEqual([503, "disk_full"]);
    expect(await reasonOf(await tus.ask("POST", "/uploads", { ...tusHeaders, "upload-length": "9" }))).toBe(
      "disk_nearly_full",
    );
    const kept = await tus.offset(path);
    expect(kept).toBeGreaterThanOrEqual(megabyte);
    expect(kept).toBeLessThan(photo.length);

    rmSync(ballast);
    await ananya.ask(say(ananya.home, "words go on"));
    expect((await tus.patch(path, kept, new Uint8Array(photo.subarray(kept)))).status).toBe(204);
    const { event } = await ananya.ask(sayFile(ananya.home, idOf(path)));
    const file = await tus.ask("GET", formatFilePath(ananya.home, event.seq, 1));
    expect(Buffer.from(await file.arrayBuffer()).equals(photo)).toBe(true);
    expect(readdirSync(join(dataDir, "files/parts"))).toEqual([]);
    await server.stop();
    server.remove();
  },
  60_000,
);

/** Takes all the room there is. */
function fill(path: string): void {
  for (let bytes = 64 * megabyte; bytes >= 4_096; bytes /= 2) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(bytes), { flag: "a" });
    } catch {
      // Less, then.
    }
  }
}

test("[FILE7] uploads that never finish are so many and no more, and hold nobody up", async () => {
  const hearth = await openHearth();
  const mallory = await hearth.enter("Mallory");
  const ananya = await hearth.enter(cast.ananya);
  const hostile = new TusClient(hearth.origin, mallory.account);
  const paths: string[] = [];
  const begin = () => hostile.ask("POST", "/uploads", { ...tusHeaders, "upload-length": "1000" });
  for (let answer = await begin(); answer.status === 201; answer = await begin())
    paths.push(answer.headers.get("location") ?? "");
  expect(paths).toHaveLength(100);
  expect(await reasonOf(await begin())).toBe("uploads_too_many");
  const sockets = await Promise.all(paths.map((path) => trickle(hearth.port, hostile, path)));
  expect(sockets.every((socket) => !socket.destroyed)).toBe(true);

  const friend = new TusClient(hearth.origin, ananya.account);
  const { event } = await ananya.ask(sayFile(ananya.home, await friend.upload("leaf cells")));
  const file = await friend.ask("GET", formatFilePath(ananya.home, event.seq, 1));
  expect(await file.text()).toBe("leaf cells");
  await mallory.ask(say(mallory.home, "words go on"));
  // One that is given up makes room for another.
  for (const socket of sockets) socket.destroy();
  expect((await hostile.ask("DELETE", paths[0] ?? "", tusHeaders)).status).toBe(204);
  expect((await begin()).status).toBe(201);
  expect(hearth.bugs).toEqual([]);
  await hearth.close();
}, 30_000);

test("[FILE1] a writer that stalls gives way to one that goes on", async () => {
  const hearth = await openHearth();
  const ananya = await hearth.enter(cast.ananya);
  const tus = new TusClient(hearth.origin, ananya.account);
  const path = await tus.create(1000);
  const part = join(hearth.dataDir, "files/parts", idOf(path));
  const stalled = await trickle(hearth.port, tus, path);
  while ((await Bun.file(part).stat()).size < 1) await new Promise((resolve) => setImmediate(resolve));
  expect(await tus.offset(path)).toBe(1);
  expect((await tus.patch(path, 1, "y".repeat(999))).status).toBe(204);
  // What it says now is too late.
  stalled.write("z".repeat(999));
  const { event } = await ananya.ask(sayFile(ananya.home, idOf(path)));
  const file = await tus.ask("GET", formatFilePath(ananya.home, event.seq, 1));
  expect(await file.text()).toBe(`x${"y".repeat(999)}`);
  stalled.destroy();
  expect(hearth.bugs).toEqual([]);
  await hearth.close();
}, 30_000);

/** Begins to send, gives one byte, and says no more. */
async function trickle(port: number, { authorization }: TusClient, path: string): Promise<Socket> {
  const socket = createConnection({ port, host: "127.0.0.1" });
  socket.on("error", () => undefined);
  const head = [
    `PATCH ${path} HTTP/1.1`,
    "Host: localhost",
    `Authorization: ${authorization}`,
    "Tus-Resumable: 1.0.0",
    "Upload-Offset: 0",
    "Content-Type: application/offset+octet-stream",
    "Content-Length: 1000",
  ];
  await new Promise((resolve) => socket.write(`${head.join("\r\n")}\r\n\r\nx`, resolve));
  return socket;
}
