import { createRandom } from "@hearth/test-kit";
import { limitTime } from "../time-limit.ts";
import { testDeadClient } from "./dead-client.ts";
import { type Plan, planRounds, quickPlan, type Round, wholePlan } from "./plan.ts";
import { play, settle } from "./play.ts";
import type { Verdict } from "./record.ts";
import { testSelf } from "./self-test.ts";
import { Stage } from "./stage.ts";
import { formatVerdict, isFaultless } from "./verdict.ts";

const help = `npm run torture -- [--quick] [--seed N] [--kills N] [--cuts N] [--messages N] [--minutes N] [--self-test] [--dead-client]

Kills a server under load again and again, with a disk that forgets what was not flushed or is full, a clock that
jumps, a bad network, readers that do not read, and everyone coming back at once. What people were told was kept is
compared with the database. Needs Linux and a C compiler.
  --quick        few of everything
  --minutes      begins no further round after so long, and compares what there is
  --self-test    breaks a server and its database on purpose, and fails when that is not found
  --dead-client  cuts one client's network off, and times how long the others see it as here (needs namespaces)`;

const memoryLimitBytes = 1024 ** 3;

interface Wishes {
  readonly plan: Plan;
  readonly seed: number;
  readonly minutes: number;
}

function readWishes(args: readonly string[]): Wishes {
  const base = args.includes("--quick") ? quickPlan : wholePlan;
  const number = (name: string, fallback: number): number => {
    const at = args.indexOf(name);
    return at < 0 ? fallback : Number(args[at + 1]);
  };
  return {
    seed: number("--seed", Date.now() % 1_000_000),
    minutes: number("--minutes", 60),
    plan: {
      ...base,
      kills: number("--kills", base.kills),
      powerCuts: number("--cuts", base.powerCuts),
      messages: number("--messages", base.messages),
    },
  };
}

async function torture({ plan, seed, minutes }: Wishes): Promise<boolean> {
  const startedAtMs = performance.now();
  console.log(`seed ${seed}; ${plan.kills} kills, ${plan.powerCuts} power cuts, ${plan.messages} messages`);
  const random = createRandom(seed);
  const stage = await Stage.open(plan, random);
  limitTime(minutes, () => stage.server.process.kill("SIGKILL"));
  const rounds: Round[] = [];
  try {
    for (const round of planRounds(plan, random)) {
      if (performance.now() - startedAtMs > minutes * 60_000) break;
      await play(stage, round, random);
      rounds.push(round);
      if (rounds.length % 20 === 0) console.log(`${rounds.length} rounds, ${stage.acked} messages`);
    }
    const verdict = await settle(stage);
    report(stage, rounds, verdict, (performance.now() - startedAtMs) / 1000);
    const isWhole = verdict.kept === stage.acked && stage.mostMemoryBytes < memoryLimitBytes;
    return isWhole && isFaultless(verdict);
  } finally {
    await stage.close();
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
${formatVerdict(verdict)}`);
}

async function run(args: readonly string[]): Promise<boolean> {
  const wishes = readWishes(args);
  if (args.includes("--dead-client")) return testDeadClient();
  return args.includes("--self-test") ? testSelf(wishes.seed) : torture(wishes);
}

if (process.argv.includes("--help")) console.log(help);
else if (process.platform !== "linux" || !Bun.which("cc"))
  console.log("SKIPPED: torture needs Linux and a C compiler (Debian: gcc libc6-dev).");
else process.exit((await run(process.argv.slice(2))) ? 0 : 1);
