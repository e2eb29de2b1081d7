import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { RoomId } from "@hearth/protocol";
import { findFreePort } from "@hearth/test-kit";
import { type Figure, formatNumber, median } from "../figures.ts";
import { root, withFolder } from "../folders.ts";
import { hearthCommand, type Measured, start } from "../hearth.ts";
import type { Plan } from "../plan.ts";
import type { Finding } from "../report.ts";
import { addPeople, fillHome, type Person, withCore } from "../seed.ts";

const authors = 40;
const settleMs = 3_000;
const sayEveryMs = 5;

/** A whole community into one file, beside what copying its folder takes, while people write. */
export async function measureBackup(plan: Plan): Promise<Finding> {
  return withFolder(async (dir) => {
    const data = join(dir, "data");
    mkdirSync(data);
    const { writer, room } = await withCore(data, async (core) => {
      const people = await addPeople(core, authors);
      return { writer: people[0] as Person, room: await fillHome(core, people, plan.historyMessages) };
    });
    const copied = await compare(plan, dir, data);
    const port = findFreePort();
    const server = await start(hearthCommand(data, port), port);
    try {
      await Bun.sleep(settleMs);
      const waits = await measureWaits(server, writer, room, () => backUp(dir, data));
      return { figures: [...formatCopies(plan, copied), ...formatWaits(plan, waits)] };
    } finally {
      await server.stop();
    }
  });
}

interface Copies {
  readonly copy: readonly number[];
  readonly kept: readonly number[];
  readonly backup: readonly number[];
}

/** In turns, so that all three meet the same machine. */
async function compare(plan: Plan, dir: string, data: string): Promise<Copies> {
  const copies = { copy: [] as number[], kept: [] as number[], backup: [] as number[] };
  for (let round = 0; round < plan.repeats; round += 1) {
    copies.copy.push(await timed(dir, () => run(["cp", "-r", data, join(dir, "copy")])));
    copies.kept.push(
      await timed(dir, async () => {
        await run(["cp", "-r", data, join(dir, "copy")]);
        await run(["sync", "-f", join(dir, "copy")]);
      }),
    );
    copies.backup.push(await timed(dir, () => backUp(dir, data)));
  }
  return copies;
}

function backUp(dir: string, data: string): Promise<void> {
  return run([join(root, "bin/hearth"), "backup", join(dir, "backup.tar"), "--data", data]);
}

async function timed(dir: string, work: () => Promise<void>): Promise<number> {
  for (const name of ["copy", "backup.tar"]) rmSync(join(dir, name), { recursive: true, force: true });
  await run(["sync", "-f", dir]);
  const startedAtMs = performance.now();
  await work();
  return performance.now() - startedAtMs;
}

async function run(command: readonly string[]): Promise<void> {
  const child = Bun.spawn([...command], { stdout: "ignore", stderr: "inherit" });
  if ((await child.exited) !== 0) throw new Error(`${command.join(" ")} ended with ${child.exitCode}`);
}

interface Waits {
  readonly usual: readonly number[];
  readonly meanwhile: readonly number[];
}

/** One person says something all the time; each answer tells that it is on disk. */
async function measureWaits(
  { port }: Measured,
  { secret }: Person,
  room: RoomId,
  work: () => Promise<void>,
): Promise<Waits> {
  const authorization = `Bearer ${secret}`;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket`, { headers: { authorization } } as never);
  const answers = readAnswers(socket);
  await new Promise((resolve) => socket.addEventListener("open", resolve));
  socket.send(JSON.stringify({ type: "hello", version: 1, client: "bench" }));
  await answers.next("welcome");
  let waits: number[] = [];
  let isOver = false;
  const saying = (async () => {
    for (let id = 1; !isOver; id += 1) {
      const startedAtMs = performance.now();
      const body = { kind: "text", text: `while it is copied ${id}` };
      const clientId = `backup-${String(id).padStart(8, "0")}`;
      socket.send(JSON.stringify({ id, type: "message.send", room, clientId, body }));
      await answers.next("ack");
      waits.push(performance.now() - startedAtMs);
      await Bun.sleep(sayEveryMs);
    }
  })();
  await Bun.sleep(settleMs);
  const usual = waits;
  waits = [];
  await work();
  const meanwhile = waits;
  isOver = true;
  await saying;
  socket.close();
  return { usual, meanwhile };
}

function readAnswers(socket: WebSocket) {
  let wanted: { readonly type: string; readonly resolve: () => void } | null = null;
  socket.addEventListener("message", ({ data }) => {
    if (wanted && (JSON.parse(String(data)) as { type: string }).type === wanted.type) wanted.resolve();
  });
  return {
    next: (type: string) =>
      new Promise<void>((resolve) => {
        wanted = { type, resolve };
      }),
  };
}

function formatCopies(plan: Plan, { copy, kept, backup }: Copies): Figure[] {
  const what = `backup of ${plan.historyMessages} messages`;
  const ratios = (others: readonly number[]) => backup.map((ms, round) => ms / (others[round] ?? ms));
  const note = (others: readonly number[], name: string) =>
    `${formatNumber(median(backup))} ms, flushed and with checksums; ${name} ${formatNumber(median(others))} ms`;
  return [
    {
      what: `${what} against cp of the folder, which leaves it in memory`,
      value: median(ratios(copy)),
      unit: "×",
      gate: { atMost: 3 },
      note: note(copy, "cp"),
    },
    {
      what: `${what} against cp and sync`,
      value: median(ratios(kept)),
      unit: "×",
      gate: null,
      note: note(kept, "cp and sync"),
    },
  ];
}

function formatWaits(plan: Plan, { usual, meanwhile }: Waits): Figure[] {
  return [
    {
      what: `longest wait for a message during a backup of ${plan.historyMessages} messages, above the usual longest`,
      value: Math.max(...meanwhile) - Math.max(...usual),
      unit: "ms",
      gate: { atMost: 50 },
      note: `${formatNumber(Math.max(...meanwhile))} ms of ${meanwhile.length}, usually ${formatNumber(Math.max(...usual))} ms of ${usual.length}`,
    },
  ];
}
