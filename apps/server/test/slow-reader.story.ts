import { afterAll, beforeAll, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import type { Message, RoomEvent, ServerFrame } from "@hearth/protocol";
import { cast, type ServerProcess, startServer } from "@hearth/test-kit";
import { type Account, Client, takeName } from "./client.ts";
import { RawSocket } from "./raw-socket.ts";
import { say } from "./world.ts";

const readers = 20;
const megabyte = 1024 * 1024;

let server: ServerProcess;
let owner: Client;
beforeAll(async () => {
  server = await startServer({ args: ["--no-limits-messages", "--no-limits-logins"] });
  const [, code = ""] = await server.shows(/#owner=([\w-]+)/);
  owner = await Client.open(server.origin, await takeName(server.origin, cast.ananya));
  await owner.ask({ type: "owner.claim", code });
});
afterAll(async () => {
  await server.stop();
  server.remove();
});

/** Memory that the server holds, in bytes. */
function readMemory(): number {
  const status = readFileSync(`/proc/${server.process.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}

async function connect(account: Account): Promise<RawSocket> {
  const socket = new RawSocket(Number(new URL(server.origin).port), {
    Authorization: `Bearer ${account.secret}`,
  });
  await socket.head;
  socket.sendText(JSON.stringify({ type: "hello", version: 1, client: "slow" }));
  await socket.frames.first(({ payload }) => payload.includes('"welcome"'));
  return socket;
}

async function countOpen(): Promise<number> {
  const { connections } = await owner.ask({ type: "connection.list", limit: 100 });
  return connections.filter(({ closedAtMs }) => closedAtMs === null).length;
}

/** Every event a socket was sent, in order. */
function eventsOf(socket: RawSocket): RoomEvent[] {
  return socket.frames.all
    .filter(({ opcode }) => opcode === 1)
    .map(({ payload }) => JSON.parse(payload.toString()) as ServerFrame)
    .filter((frame) => frame.type === "message.sent");
}

test("[PRO14] readers that stop reading are closed, cost bounded memory, slow nobody, and resume without a gap", async () => {
  const accounts: Account[] = [];
  const sockets: RawSocket[] = [];
  for (let index = 0; index < readers; index += 1) {
    const account = await takeName(server.origin, `Slow ${index}`);
    accounts.push(account);
    sockets.push(await connect(account));
  }
  for (const socket of sockets) socket.pause();
  // The connection log is written beside the welcome.
  while ((await countOpen()) < readers + 1);
  const room = owner.home;
  const before = readMemory();
  let most = 0;
  let sent = 0;
  const text = "x".repeat(16_000);
  // Until the system's own buffers are full and every reader was given up: some megabytes for each.
  while ((await countOpen()) > 1 && sent < 4_000) {
    await Promise.all(Array.from({ length: 50 }, () => owner.ask(say(room, text))));
    sent += 50;
    most = Math.max(most, readMemory());
  }
  expect(await countOpen()).toBe(1);
  expect(most - before).toBeLessThan((readers * 2 + 100) * megabyte);

  const [slow, account] = [sockets[0], accounts[0]];
  if (!slow || !account) throw new Error("nobody was slow");
  slow.resume();
  await slow.closed;
  const seen = eventsOf(slow);
  const lastSeq = seen.at(-1)?.seq ?? 0;
  const places = seen.map(({ seq }) => seq);
  expect(places).toEqual(places.map((_, index) => (places[0] ?? 0) + index));
  const missed = await readOn(await Client.open(server.origin, account), lastSeq);
  expect(missed.map(({ seq }) => seq)).toEqual(missed.map((_, index) => lastSeq + 1 + index));
  expect(seen.length + missed.length).toBe(sent);
  for (const socket of sockets) socket.destroy();
}, 60_000);

/** What a client reads that was away too long: a fresh page, and older ones until it meets what it knows. */
async function readOn(client: Client, lastSeq: number): Promise<Message[]> {
  const resumed = await client.ask({ type: "log.resume", room: client.home, since: lastSeq });
  expect(resumed.startOver).toBe(true);
  if (!resumed.startOver) return [];
  let messages = [...resumed.page.messages];
  while ((messages[0]?.seq ?? 0) > lastSeq + 1) {
    const before = messages[0]?.seq ?? 0;
    const page = await client.ask({ type: "history.page", room: client.home, before, limit: 100 });
    messages = [...page.messages, ...messages];
  }
  await client.leave();
  return messages.filter(({ seq }) => seq > lastSeq);
}
