import { afterAll, beforeAll, expect, test } from "bun:test";
import { createConnection, type Socket } from "node:net";
import { join } from "node:path";
import { cast } from "@hearth/test-kit";
import type { Client } from "./client.ts";
import { type Hearth, openHearth } from "./hearth.ts";
import { formatFrame, RawSocket } from "./raw-socket.ts";
import { idOf, TusClient } from "./tus-client.ts";
import { say } from "./world.ts";

const megabyte = 1_024 * 1_024;
let hearth: Hearth;
let ravi: Client;
beforeAll(async () => {
  hearth = await openHearth();
  ravi = await hearth.enter(cast.ravi);
});
afterAll(async () => {
  // Whatever was sent, others are answered, and nothing was a bug.
  await ravi.ask(say(ravi.home, "words go on"));
  expect(hearth.bugs).toEqual([]);
  await hearth.close();
});

interface Heard {
  text: string;
  readonly ended: Promise<void>;
}

/** A connection, and what it hears. */
function connect(): readonly [Socket, Heard] {
  const socket = createConnection({ port: hearth.port, host: "127.0.0.1" });
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const heard: Heard = { text: "", ended };
  socket.on("data", (bytes) => {
    heard.text += bytes;
  });
  socket.on("error", () => undefined);
  socket.on("close", () => resolve());
  return [socket, heard];
}

/** Writes the same again and again until the other side has had enough; gives how many bytes that took. */
async function pour(socket: Socket, piece: string, heard: Heard, maxBytes: number): Promise<number> {
  let poured = 0;
  while (!socket.destroyed && heard.text === "" && poured < maxBytes) {
    await Promise.race([new Promise((resolve) => socket.write(piece, resolve)), heard.ended]);
    poured += piece.length;
  }
  return poured;
}

test("a header of a megabyte is not read to its end", async () => {
  const [socket, heard] = connect();
  socket.write("GET /api/community HTTP/1.1\r\nHost: localhost\r\nX-Large: ");
  expect(await pour(socket, "x".repeat(16_384), heard, 64 * megabyte)).toBeLessThan(16 * megabyte);
  expect(heard.text).not.toStartWith("HTTP/1.1 200");
  socket.destroy();
});

test("a body without an end is not read past what a question may have", async () => {
  const [socket, heard] = connect();
  const head = ["POST /api/join HTTP/1.1", "Host: localhost", "Origin: http://localhost"];
  const more = ["Content-Type: application/json", "Transfer-Encoding: chunked"];
  socket.write(`${[...head, ...more].join("\r\n")}\r\n\r\n`);
  const piece = `4000\r\n${" ".repeat(0x4000)}\r\n`;
  expect(await pour(socket, piece, heard, 64 * megabyte)).toBeLessThan(32 * megabyte);
  expect(heard.text).toStartWith("HTTP/1.1 413");
  socket.destroy();
});

test("[FILE1] an upload without an end keeps no more than was announced", async () => {
  const tus = new TusClient(hearth.origin, ravi.account);
  const path = await tus.create(100_000);
  const [socket, heard] = connect();
  const head = [`PATCH ${path} HTTP/1.1`, "Host: localhost", `Authorization: ${tus.authorization}`];
  const more = ["Tus-Resumable: 1.0.0", "Upload-Offset: 0", "Content-Type: application/offset+octet-stream"];
  socket.write(`${[...head, ...more, "Transfer-Encoding: chunked"].join("\r\n")}\r\n\r\n`);
  const piece = `4000\r\n${"x".repeat(0x4000)}\r\n`;
  expect(await pour(socket, piece, heard, 64 * megabyte)).toBeLessThan(32 * megabyte);
  expect(heard.text).toStartWith("HTTP/1.1 413");
  const part = Bun.file(join(hearth.dataDir, "files/parts", idOf(path)));
  expect((await part.stat()).size).toBeLessThanOrEqual(100_000);
  socket.destroy();
});

test("[PRO11] a frame in a million pieces is one frame, or the end of its connection", async () => {
  const { secret } = await hearth.join("Million");
  const socket = new RawSocket(hearth.port, { Authorization: `Bearer ${secret}` });
  await socket.head;
  socket.sendText(JSON.stringify({ type: "hello", version: 1, client: "raw" }));
  await socket.frames.first(({ payload }) => payload.includes('"welcome"'));
  const before = process.memoryUsage.rss();
  socket.write(formatFrame({ opcode: 1, payload: Buffer.from('{"id":1,"type":"device.list"') }, false));
  const empty = formatFrame({ opcode: 0, payload: Buffer.alloc(0) }, false);
  const many = Buffer.concat(Array.from({ length: 10_000 }, () => empty));
  for (let round = 0; round < 100; round += 1) socket.write(many);
  await ravi.ask(say(ravi.home, "heard in between"));
  socket.write(formatFrame({ opcode: 0, payload: Buffer.from("}") }));
  const isAnswer = ({ payload }: { readonly payload: Buffer }): boolean => payload.includes('"ack"');
  await Promise.race([socket.frames.first(isAnswer), socket.closed]);
  // The million lies in this process, too: 6 MB, waiting to be written.
  expect(process.memoryUsage.rss() - before).toBeLessThan(100 * megabyte);
  socket.destroy();
}, 30_000);
