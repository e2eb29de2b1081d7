import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { type Figure, formatNumber, median } from "../figures.ts";
import { withFolder } from "../folders.ts";
import type { Plan } from "../plan.ts";
import type { Finding } from "../report.ts";
import { addPeople, createRoom, sendMessage, withCore } from "../seed.ts";

const inFlight = 64;
const text = "The bus leaves at seven from the school gate; bring water, a hat and something to read.";

type Append = () => Promise<unknown>;

/** Messages that are safely on disk per second, against what the same disk does one by one. */
export function measureAppends(plan: Plan): Promise<Finding> {
  return withFolder((dir) =>
    withCore(dir, async (core) => {
      const [person] = await addPeople(core, 1);
      if (!person) throw new Error("nobody joined");
      const room = await createRoom(core, person.user, "Appends");
      const append: Append = () => sendMessage(core, person.user, room, text);
      await measureRate(append, inFlight, 0.5);
      const pairs = await measurePairs(append, dir, plan);
      return { figures: [formatFigure(pairs)], ...(await measureWidths(append, pairs, plan)) };
    }),
  );
}

interface Pair {
  readonly appends: number;
  readonly syncs: number;
}

async function measurePairs(append: Append, dir: string, plan: Plan): Promise<Pair[]> {
  const pairs: Pair[] = [];
  while (pairs.length < plan.repeats) {
    const syncs = measureSyncs(join(dir, "syncs"), plan.appendSeconds);
    pairs.push({ appends: await measureRate(append, inFlight, plan.appendSeconds), syncs });
  }
  return pairs;
}

function formatFigure(pairs: readonly Pair[]): Figure {
  const middle = (values: readonly number[]): string => formatNumber(median(values));
  return {
    what: `durable messages per second, ${inFlight} in flight, against single fdatasyncs per second`,
    value: median(pairs.map(({ appends, syncs }) => appends / syncs)),
    unit: "×",
    gate: { atLeast: 5 },
    note: `${middle(pairs.map((pair) => pair.appends))} against ${middle(pairs.map((pair) => pair.syncs))} per second`,
  };
}

async function measureWidths(
  append: Append,
  pairs: readonly Pair[],
  plan: Plan,
): Promise<Pick<Finding, "plots">> {
  const syncs = median(pairs.map((pair) => pair.syncs));
  const points: (readonly [number, number])[] = [];
  for (const width of plan.appendWidths)
    points.push([width, await measureRate(append, width, plan.appendSeconds)]);
  return {
    plots: {
      appends: {
        title: "Messages that are safely on disk",
        x: "messages under way at once",
        y: "per second",
        isLogX: true,
        series: [
          { name: "Hearth, with search index", points },
          { name: "one fdatasync each", points: plan.appendWidths.map((width) => [width, syncs] as const) },
        ],
      },
    },
  };
}

/** Times `run` ended per second, `width` of them always under way. */
async function measureRate(run: Append, width: number, seconds: number): Promise<number> {
  const startedAtMs = performance.now();
  let done = 0;
  const work = async (): Promise<void> => {
    for (; performance.now() - startedAtMs < seconds * 1000; done += 1) await run();
  };
  await Promise.all(Array.from({ length: width }, work));
  return (done / (performance.now() - startedAtMs)) * 1000;
}

/** What one program gets that waits for the disk after each message it writes. */
function measureSyncs(path: string, seconds: number): number {
  const file = openSync(path, "a");
  const startedAtMs = performance.now();
  let done = 0;
  for (; performance.now() - startedAtMs < seconds * 1000; done += 1) {
    writeSync(file, text);
    fdatasyncSync(file);
  }
  const elapsedMs = performance.now() - startedAtMs;
  closeSync(file);
  return (done / elapsedMs) * 1000;
}
