import { Database } from "bun:sqlite";
import { join } from "node:path";
import { createRandom } from "@hearth/test-kit";
import { type Plan, planRounds, quickPlan, type Round, wholePlan } from "./plan.ts";
import { add, judge, keyOf, type Row, type Verdict } from "./record.ts";
import { Stage } from "./stage.ts";
import { comeAllAtOnce, fillDisk, jumpClock, SlowReaders, type Wait } from "./trouble.ts";

const help = `npm run torture -- [--quick] [--seed N] [--kills N] [--cuts N] [--messages N]

Kills a server under load again and again, with a disk that forgets what was not flushed or is full, a clock that
jumps, a bad network, readers that do not read, and everyone coming back at once. What people were told was kept is
compared with the database. Needs Linux and a C compiler.`;

const stalledAfterMs = 30_000;
const memoryLimitBytes = 1024 ** 3;

interface Wishes {
  readonly plan: Plan;
  readonly seed: number;
}

function readWishes(args: readonly string[]): Wishes {
  const base = args.includes("--quick") ? quickPlan : wholePlan;
  const number = (name: string, fallback: number): number => {
    const at = args.indexOf(name);
    return at < 0 ? fallback : Number(args[at + 1]);
  };
  return {
    seed: number("--seed", Date.now() % 1_000_000),
    plan: {
      ...base,
      kills: number("--kills", base.kills),
      powerCuts: number("--cuts", base.powerCuts),
      messages: number("--messages", base.messages),
    },
  };
}

/** Looks again after each turn of everyone's sockets; nothing is waited for that does not come. */
const waitOn =
  (stage: Stage): Wait =>
  async (what, isSo) => {
    let acked = stage.acked;
    let movedAtMs = performance.now();
    while (!isSo()) {
      await Bun.sleep(2);
      if (stage.server.process.exitCode !== null) throw new Error(`the server ended by itself (${what})`);
      if (stage.acked !== acked) movedAtMs = performance.now();
      acked = stage.acked;
      if (performance.now() - movedAtMs < stalledAfterMs) continue;
      const states = stage.talkers.map(({ state }) => state).join("\n");
      throw new Error(`nothing moved for long: ${what}\n${states}`);
    }
  };

async function play(stage: Stage, round: Round, random: () => number): Promise<void> {
  const wait = waitOn(stage);
  await stage.start(round.end === "power cut");
  const enough = stage.acked + round.messages;
  const slow = round.hasSlowReaders ? await SlowReaders.open(stage) : null;
  for (const talker of stage.talkers) talker.textBytes = slow ? 3_000 : 60;
  stage.gather();
  if (round.isCrowded) await comeAllAtOnce(stage);
  if (round.doesClockJump) jumpClock(stage, random);
  await wait(`half of round ${round.index}`, () => stage.acked > enough - round.messages / 2);
  stage.sampleMemory();
  if (round.isDiskFull) await fillDisk(stage, wait);
  if (round.doesClockJump) jumpClock(stage, random);
  await wait(`round ${round.index}`, () => stage.acked >= enough);
  // At any moment: between two commits, or in the middle of one.
  await Bun.sleep(random() * 30);
  await stage.end(round);
  await slow?.check();
}

/** Everyone says the rest on a calm network and reads to the end; then the database is read. */
async function settle(stage: Stage): Promise<Verdict> {
  await stage.start(false);
  stage.network.calm(true);
  for (const talker of stage.talkers) talker.isStopping = true;
  await waitOn(stage)("the rest", () => stage.talkers.every(({ isQuiet }) => isQuiet));
  stage.scatter();
  await stage.server.stop();
  const db = new Database(join(stage.dataDir, "hearth.db"), { readonly: true });
  const health = db.query("PRAGMA integrity_check").get() as { readonly integrity_check: string };
  if (health.integrity_check !== "ok") throw new Error(`the database is damaged: ${health.integrity_check}`);
  const rooms = new Set(stage.talkers.map(({ room }) => room));
  let verdict: Verdict = { kept: 0, lost: 0, doubled: 0, outOfOrder: 0 };
  for (const room of rooms) {
    const people = stage.talkers.filter((talker) => talker.room === room);
    const promised = people.map(({ index, places }) => ({ talker: index, room, places }));
    const seen = people.map(({ index, keys }) => ({ talker: index, room, keys }));
    verdict = add(verdict, judge(readRows(db, room), promised, seen));
  }
  db.close();
  return verdict;
}

function readRows(db: Database, room: string): Row[] {
  const rows = db
    .query("SELECT seq, client_id FROM events WHERE room = (SELECT key FROM rooms WHERE id = ?) ORDER BY seq")
    .values(room) as [number, string | null][];
  return rows.map(([seq, clientId]) => ({ seq, key: keyOf(clientId) }));
}

async function torture({ plan, seed }: Wishes): Promise<boolean> {
  const startedAtMs = performance.now();
  console.log(`seed ${seed}; ${plan.kills} kills, ${plan.powerCuts} power cuts, ${plan.messages} messages`);
  const random = createRandom(seed);
  const stage = await Stage.open(plan, random);
  try {
    const rounds = planRounds(plan, random);
    for (const round of rounds) {
      await play(stage, round, random);
      if ((round.index + 1) % 20 === 0) console.log(`${round.index + 1} rounds, ${stage.acked} messages`);
    }
    const verdict = await settle(stage);
    report(stage, rounds, verdict, (performance.now() - startedAtMs) / 1000);
    const isWhole = verdict.kept === stage.acked && stage.mostMemoryBytes < memoryLimitBytes;
    return isWhole && verdict.lost + verdict.doubled + verdict.outOfOrder === 0;
  } finally {
    if (stage.server.process.exitCode === null) await stage.server.kill();
    stage.close();
  }
}

function report(stage: Stage, rounds: readonly Round[], verdict: Verdict, seconds: number): void {
  const count = (is: (round: Round) => boolean): number => rounds.filter(is).length;
  const { cut, stalled, silent } = stage.network.faults;
  const refused = stage.talkers.reduce((sum, talker) => sum + talker.refused, 0);
  const startedOver = stage.talkers.reduce((sum, talker) => sum + talker.startedOver, 0);
  console.log(`
${count(({ end }) => end === "kill")} times killed, ${count(({ end }) => end === "power cut")} power cuts (${stage.lostWrites} writes lost)
${count(({ isDiskFull }) => isDiskFull)} full disks (${refused} refusals), ${count(({ doesClockJump }) => doesClockJump) * 2} clock jumps
${cut} connections cut, ${stalled} stalled, ${silent} gone silent; ${startedOver} times too far behind to resume
${count(({ hasSlowReaders }) => hasSlowReaders)} rounds with slow readers, ${count(({ isCrowded }) => isCrowded)} with ${stage.crowd.length} people coming at once
at most ${Math.round(stage.mostMemoryBytes / 1024 ** 2)} MB of memory; ${Math.round(seconds)} s
${stage.acked} messages acknowledged, ${verdict.kept} in their place
${verdict.lost} lost, ${verdict.doubled} doubled, ${verdict.outOfOrder} out of order`);
}

if (process.argv.includes("--help")) console.log(help);
else if (process.platform !== "linux" || !Bun.which("cc"))
  console.log("SKIPPED: torture needs Linux and a C compiler (Debian: gcc libc6-dev).");
else process.exit((await torture(readWishes(process.argv.slice(2)))) ? 0 : 1);
