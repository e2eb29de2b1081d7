import { Database, SQLiteError } from "bun:sqlite";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { createRandom } from "@hearth/test-kit";
import type { Plan, Round } from "./plan.ts";
import { play } from "./play.ts";
import type { Verdict } from "./record.ts";
import { Stage } from "./stage.ts";
import { Damage, formatVerdict, isFaultless, readVerdict } from "./verdict.ts";

const plan: Plan = { kills: 0, powerCuts: 1, messages: 400, talkers: 4, rooms: 2, crowd: 0 };
const calm: Round = {
  index: 0,
  end: "power cut",
  isDiskFull: false,
  doesClockJump: false,
  isCrowded: false,
  hasSlowReaders: false,
  messages: plan.messages,
};

/** A fault that is put in on purpose, and how it must show. */
export interface PlantedFault {
  readonly what: string;
  readonly isSeen: (verdict: Verdict) => boolean;
  readonly verdict: Verdict;
}

/** One power cut over an honest server, and over one whose flushes do nothing; then databases that were meddled with. */
export async function plantFaults(seed: number): Promise<PlantedFault[]> {
  const random = createRandom(seed);
  const honest = await cutPowerOnce(random, { isDeaf: false }, (stage) => [
    { what: "nothing", isSeen: isFaultless, verdict: readVerdict(stage) },
    ...meddlings.map((meddling) => ({ ...meddling, verdict: meddleWith(stage, meddling.sql) })),
  ]);
  const deaf = await cutPowerOnce(random, { isDeaf: true }, (stage) => [
    { what: "flushes that do nothing", isSeen: ({ lost }) => lost > 0, verdict: readRuins(stage) },
  ]);
  return [...honest, ...deaf];
}

/** Says what was planted and what was found; whether all of it was. */
export async function testSelf(seed: number): Promise<boolean> {
  console.log(`seed ${seed}; faults put in on purpose`);
  const faults = await plantFaults(seed);
  for (const { what, isSeen, verdict } of faults)
    console.log(`${isSeen(verdict) ? "ok    " : "MISSED"}  ${what}: ${formatVerdict(verdict)}`);
  return faults.every(({ isSeen, verdict }) => isSeen(verdict));
}

async function cutPowerOnce(
  random: () => number,
  { isDeaf }: { readonly isDeaf: boolean },
  look: (stage: Stage) => PlantedFault[],
): Promise<PlantedFault[]> {
  const stage = await Stage.open(plan, random);
  try {
    stage.faults.setDeaf(isDeaf);
    await play(stage, calm, random);
    return look(stage);
  } finally {
    await stage.close();
  }
}

/** Without flushes the power may take messages, or the order of the writes and with it the whole database. */
function readRuins(stage: Stage): Verdict {
  try {
    return readVerdict(stage);
  } catch (error) {
    if (!(error instanceof Damage) && !(error instanceof SQLiteError)) throw error;
    return {
      kept: 0,
      lost: stage.talkers.flatMap(({ places }) => [...places]).length,
      doubled: 0,
      outOfOrder: 0,
    };
  }
}

const one = "(SELECT key FROM events WHERE client_id IS NOT NULL ORDER BY key LIMIT 1)";

const meddlings: readonly (Omit<PlantedFault, "verdict"> & { readonly sql: string })[] = [
  {
    what: "a message taken out",
    isSeen: ({ lost }) => lost === 1,
    sql: `DELETE FROM events WHERE key = ${one}`,
  },
  {
    what: "a message put in twice",
    isSeen: ({ doubled }) => doubled === 1,
    sql: `INSERT INTO events (room, seq, id, type, author, at_ms, client_id)
      SELECT room, (SELECT max(seq) + 1 FROM events AS all_of WHERE all_of.room = e.room), id || 'x', type, author, at_ms, client_id
      FROM events AS e WHERE key = ${one}`,
  },
  {
    what: "two messages that changed places",
    isSeen: ({ outOfOrder, lost }) => outOfOrder >= 2 && lost === 0,
    sql: `UPDATE events SET seq = -seq WHERE room = (SELECT room FROM events WHERE key = ${one}) AND seq IN (5, 6);
      UPDATE events SET seq = 11 + seq WHERE seq < 0`,
  },
];

/** What the comparison finds in a copy of the database that was changed behind the server's back. */
function meddleWith(stage: Stage, sql: string): Verdict {
  const dataDir = join(stage.dir, "meddled");
  cpSync(stage.dataDir, dataDir, { recursive: true });
  const db = new Database(join(dataDir, "hearth.db"));
  db.run("DROP INDEX events_client");
  db.run(sql);
  db.close();
  return readVerdict({ talkers: stage.talkers, dataDir });
}
