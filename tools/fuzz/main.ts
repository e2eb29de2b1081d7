import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RoomId } from "@hearth/protocol";
import { createRandom, findFreePort, type ServerProcess, startServer } from "@hearth/test-kit";
import { Client, takeName } from "../../apps/server/test/client.ts";
import { limitTime } from "../time-limit.ts";
import { keepInputs } from "./corpus.ts";
import { type FuzzedDoor, openHttpDoor, openIrcDoor, openWsDoor } from "./doors.ts";

const help = `npm run fuzz -- [--minutes N] [--seed N] [ws|http|irc …]

Puts random and nearly right input through every door of a server. It fails when the server ends, logs a bug,
does not answer a witness in time, grows, or says a word of a room that none of them may know.`;

const batchSize = 250;
const answerWithinMs = 10_000;
const restMs = 2_000;
const maxGrowthBytes = 96 * 1024 ** 2;

interface Target {
  readonly server: ServerProcess;
  readonly ircPort: number;
  readonly logPath: string;
  readonly dir: string;
  readonly witness: Client;
  /** What only one person may read. */
  readonly secret: string;
}

async function openTarget(): Promise<Target> {
  const dir = mkdtempSync(join(tmpdir(), "hearth-fuzz-"));
  const logPath = join(dir, "log");
  const ircPort = findFreePort();
  const server = await startServer({
    dataDir: join(dir, "data"),
    stderr: Bun.file(logPath),
    args: [
      ...["--irc-port", String(ircPort), "--log", "error"],
      ...["--no-limits-messages", "--no-limits-logins", "--no-limits-connections"],
    ],
  });
  const secret = `secret${Date.now()}`;
  const owner = await Client.open(server.origin, await takeName(server.origin, "Zahra"));
  const { room } = await owner.ask({ type: "room.create", kind: "private", title: secret, topic: secret });
  await say(owner, room.id, secret);
  await owner.leave();
  const witness = await Client.open(server.origin, await takeName(server.origin, "Witness"));
  return { server, ircPort, logPath, dir, witness, secret };
}

function say(client: Client, room: RoomId, text: string) {
  const clientId = `fuzz-${Date.now()}`;
  return client.ask({ type: "message.send", room, clientId, body: { kind: "text", text } });
}

function readMemory({ process }: ServerProcess): number {
  const status = readFileSync(`/proc/${process.pid}/status`, "utf8");
  return Number(/RssAnon:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
}

/** While connections come without a pause nothing is given back: what is held on to shows once it is quiet. */
async function readRestingMemory(server: ServerProcess): Promise<number> {
  await Bun.sleep(restMs);
  return readMemory(server);
}

/** Throws what is wrong with the server after a batch. */
async function inspect(target: Target, said: string): Promise<void> {
  if (target.server.process.exitCode !== null) throw new Error("the server ended");
  if (said.includes(target.secret)) throw new Error("somebody read a word of a room they may not know");
  const bug = readFileSync(target.logPath, "utf8");
  if (bug !== "") throw new Error(`the server logged:\n${bug.slice(0, 2_000)}`);
  await within("the witness's answer", target.witness.ask({ type: "device.list" }));
}

async function within<T>(what: string, promise: Promise<T>): Promise<T> {
  let timer: Timer | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${what} took longer than ${answerWithinMs} ms`)),
      answerWithinMs,
    );
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function fuzzOnce(target: Target, door: FuzzedDoor): Promise<number> {
  const inputs = Array.from({ length: batchSize }, () => door.make());
  try {
    await inspect(target, await within(`a batch through ${door.name}`, door.put(inputs)));
  } catch (error) {
    keepInputs(door.name, inputs);
    throw error;
  }
  return inputs.length;
}

/** As many batches as the time allows, one through every door at a time; memory is compared with what it was after a tenth of them. */
async function fuzz(names: readonly string[], minutes: number, seed: number): Promise<void> {
  const random = createRandom(seed);
  const target = await openTarget();
  const { server, witness, ircPort } = target;
  limitTime(minutes, () => server.process.kill("SIGKILL"));
  const ids = { room: witness.home, user: witness.account.id };
  const doors = [
    openWsDoor(server.origin, ids, random),
    openHttpDoor(server.origin, random),
    openIrcDoor(ircPort, random),
  ].filter(({ name }) => names.length === 0 || names.includes(name));
  const counts = new Map<string, number>();
  const endAtMs = performance.now() + minutes * 60_000;
  const tenthMs = minutes * 6_000;
  const memory: number[] = [];
  let lookAtMs = performance.now() + tenthMs;
  try {
    while (performance.now() < endAtMs) {
      const sent = await Promise.all(doors.map((door) => fuzzOnce(target, door)));
      doors.forEach(({ name }, at) => {
        counts.set(name, (counts.get(name) ?? 0) + (sent[at] ?? 0));
      });
      if (performance.now() < lookAtMs) continue;
      memory.push(memory.length === 0 ? await readRestingMemory(server) : readMemory(server));
      lookAtMs = performance.now() + tenthMs;
      console.log(formatCounts(counts));
    }
    memory.push(await readRestingMemory(server));
    const megabytes = (bytes: number): string => (bytes / 1024 ** 2).toFixed(0);
    console.log(formatCounts(counts));
    console.log(`memory in MB, at rest first and last: ${memory.map(megabytes).join(" ")}`);
    if ((memory.at(-1) ?? 0) - (memory[0] ?? 0) > maxGrowthBytes) throw new Error("the server grew");
  } finally {
    await server.stop();
    rmSync(target.dir, { recursive: true, force: true });
  }
}

const formatCounts = (counts: ReadonlyMap<string, number>): string =>
  `inputs so far: ${[...counts].map(([name, count]) => `${name} ${count}`).join(", ")}`;

const args = process.argv.slice(2);
const number = (name: string, fallback: number): number => {
  const at = args.indexOf(name);
  return at < 0 ? fallback : Number(args[at + 1]);
};
if (args.includes("--help")) console.log(help);
else {
  const seed = number("--seed", Date.now() % 1_000_000);
  console.log(`seed ${seed}`);
  try {
    await fuzz(
      args.filter((arg) => ["ws", "http", "irc"].includes(arg)),
      number("--minutes", 5),
      seed,
    );
    console.log("0 crashes, 0 hangs, 0 leaks");
    process.exit(0);
  } catch (error) {
    console.error(`FAILED with seed ${seed}: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}
