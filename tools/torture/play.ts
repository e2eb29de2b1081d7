import type { Round } from "./plan.ts";
import type { Verdict } from "./record.ts";
import type { Stage } from "./stage.ts";
import { comeAllAtOnce, fillDisk, jumpClock, SlowReaders, type Wait } from "./trouble.ts";
import { readVerdict } from "./verdict.ts";

const stalledAfterMs = 30_000;

/** People talk while one round's troubles come over them; at its end the server is gone. */
export async function play(stage: Stage, round: Round, random: () => number): Promise<void> {
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
export async function settle(stage: Stage): Promise<Verdict> {
  await stage.start(false);
  stage.network.calm(true);
  for (const talker of stage.talkers) talker.isStopping = true;
  await waitOn(stage)("the rest", () => stage.talkers.every(({ isQuiet }) => isQuiet));
  stage.scatter();
  await stage.server.stop();
  return readVerdict(stage);
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
