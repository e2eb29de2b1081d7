import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClientId, RoomId, UserId } from "@hearth/protocol";
import { createRandom, type ServerProcess, startServer } from "@hearth/test-kit";
import type { Found, Store } from "../src/core/ports.ts";
import { Scene } from "../src/stores/scene.ts";
import { openSqliteStore } from "../src/stores/sqlite/store.ts";
import { type Account, Client, takeName } from "./client.ts";
import { say } from "./world.ts";

const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const rounds = Number(process.env["ROUNDS"] ?? 6);
const writers = 6;
const inFlight = 16;

const dataDir = mkdtempSync(join(tmpdir(), "hearth-crash-"));
const args = ["--no-limits-messages", "--no-limits-logins"];
const start = (): Promise<ServerProcess> => startServer({ dataDir, args });
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** What one writer knows: said, and told that it was kept. */
interface Known {
  readonly sent: Set<ClientId>;
  readonly acked: Map<ClientId, number>;
}

/** Keeps so many messages under way until the connection is gone. Names unacknowledged ones again first. */
async function write(client: Client, room: RoomId, known: Known, tag: string): Promise<void> {
  let isOver = false;
  void client.closed.then(() => {
    isOver = true;
  });
  const unsure = [...known.sent].filter((clientId) => !known.acked.has(clientId));
  let next = 0;
  const sendOne = async (): Promise<void> => {
    const clientId = unsure.shift() ?? (`${tag}-${++next}`.padEnd(8, "-") as ClientId);
    known.sent.add(clientId);
    const answer = client.ask(say(room, clientId, { clientId }));
    const { event } = (await Promise.race([answer, client.closed.then(() => ({ event: null }))])) as {
      event: { seq: number } | null;
    };
    if (event) known.acked.set(clientId, event.seq);
  };
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (!isOver) await sendOne();
    }),
  );
}

/** The places of everything that a search for someone's messages finds. */
async function findSeqs(store: Store, person: UserId): Promise<number[]> {
  const scene = new Scene(store);
  const seqs: number[] = [];
  for (let after: string | null | undefined = null; after !== undefined; ) {
    const part: Found = await scene.search(person, "", { by: person, after, limit: 100 });
    seqs.push(...part.rows.map(({ seq }) => seq));
    after = part.next ?? undefined;
  }
  return seqs;
}

test(`[STO24] a process killed under load loses nothing it acknowledged, and keeps each message once (seed ${seed})`, async () => {
  const random = createRandom(seed);
  const accounts: Account[] = [];
  const known: Known[] = [];
  let room = "" as RoomId;
  for (let round = 0; round < rounds; round += 1) {
    const server = await start();
    for (let writer = accounts.length; writer < writers; writer += 1) {
      accounts.push(await takeName(server.origin, `Writer ${writer}`));
      known.push({ sent: new Set(), acked: new Map() });
    }
    const clients = await Promise.all(accounts.map((account) => Client.open(server.origin, account)));
    room = clients[0]?.home ?? room;
    const writing = clients.map((client, index) =>
      write(client, room, known[index] ?? { sent: new Set(), acked: new Map() }, `w${index}-r${round}`),
    );
    // At some moment between two commits, or in the middle of one.
    const enough =
      [...known].reduce((sum, { acked }) => sum + acked.size, 0) + 50 + Math.floor(random() * 400);
    while (known.reduce((sum, { acked }) => sum + acked.size, 0) < enough)
      await new Promise((resolve) => setImmediate(resolve));
    await server.kill();
    await Promise.all(writing);
    for (const client of clients) client.socket.terminate();
  }

  // Opened again without any repair.
  const store = await openSqliteStore(join(dataDir, "hearth.db"));
  const rows = await store.events(room, 0, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
  const stored = new Map<ClientId, number>();
  for (const { seq, message } of rows) {
    if (!message?.clientId) continue;
    expect(stored.has(message.clientId)).toBe(false);
    stored.set(message.clientId, seq);
  }
  const acked = known.flatMap((one) => [...one.acked]);
  expect(acked.length).toBeGreaterThan(rounds * 50);
  expect(acked.filter(([clientId, seq]) => stored.get(clientId) !== seq)).toEqual([]);
  const sent = new Set(known.flatMap((one) => [...one.sent]));
  expect([...stored.keys()].filter((clientId) => !sent.has(clientId))).toEqual([]);
  // [SEA8] The index was cut off at the same places as the log.
  const found = (await Promise.all(accounts.map(({ id }) => findSeqs(store, id)))).flat();
  expect(found.sort((a, b) => a - b)).toEqual([...stored.values()]);
  await store.close();
  expect(readdirSync(dataDir)).toContain("hearth.db");
}, 600_000);
