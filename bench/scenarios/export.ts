import type { RoomId } from "@hearth/protocol";
import { findFreePort } from "@hearth/test-kit";
import { type Figure, formatNumber, percentile } from "../figures.ts";
import { withFolder } from "../folders.ts";
import { hearthCommand, type Measured, start } from "../hearth.ts";
import type { Plan } from "../plan.ts";
import { readRssBytes } from "../processes.ts";
import type { Finding } from "../report.ts";
import { addPeople, fillHome, type Person, withCore } from "../seed.ts";

const authors = 40;
const settleMs = 3_000;
const sampleMs = 20;
/** Whoever takes the file stops here for a while: what is written ahead must not grow. */
const pauseAfterBytes = 1024 ** 2;
/** Room for what the collector has not looked at yet: the same for fifty thousand messages as for a million. */
const maxOwnMegabytes = 96;

/** A long room saved as a page: what it costs the server in memory, and everyone else in time. */
export async function measureExport(plan: Plan): Promise<Finding> {
  return withFolder(async (dir) => {
    const { reader, room } = await withCore(dir, async (core) => {
      const people = await addPeople(core, authors);
      const reader = people[0] as Person;
      return { reader, room: await fillHome(core, people, plan.exportMessages) };
    });
    const port = findFreePort();
    const server = await start(hearthCommand(dir, port), port);
    try {
      await Bun.sleep(settleMs);
      return { figures: formatFigures(plan, await save(server, reader, room)) };
    } finally {
      await server.stop();
    }
  });
}

interface Saved {
  readonly bytes: number;
  readonly seconds: number;
  readonly grownBytes: number;
  readonly answerTimes: readonly number[];
}

async function save(server: Measured, { secret }: Person, room: RoomId): Promise<Saved> {
  const before = readRssBytes(server.pid, "RssAnon");
  const watch = watchServer(server);
  const startedAtMs = performance.now();
  const answer = await fetch(`http://127.0.0.1:${server.port}/api/export/${room}?format=html`, {
    headers: { authorization: `Bearer ${secret}` },
  });
  let bytes = 0;
  let tail = "";
  let hasPaused = false;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length;
    tail = new TextDecoder().decode(chunk.subarray(-100));
    if (hasPaused || bytes < pauseAfterBytes) continue;
    hasPaused = true;
    await Bun.sleep(settleMs);
  }
  const seconds = (performance.now() - startedAtMs - settleMs) / 1000;
  if (!tail.endsWith("</html>\n")) throw new Error("the file is not whole");
  const { peakBytes, answerTimes } = await watch.end();
  return { bytes, seconds, grownBytes: peakBytes - before, answerTimes };
}

/** Asks the server something small all the time, and looks at its memory. */
function watchServer({ pid, port }: Measured) {
  const answerTimes: number[] = [];
  let peakBytes = 0;
  let isWatching = true;
  const watching = (async () => {
    while (isWatching) {
      const startedAtMs = performance.now();
      await (await fetch(`http://127.0.0.1:${port}/api/community`)).text();
      answerTimes.push(performance.now() - startedAtMs);
      peakBytes = Math.max(peakBytes, readRssBytes(pid, "RssAnon"));
      await Bun.sleep(sampleMs);
    }
  })();
  return {
    async end() {
      isWatching = false;
      await watching;
      return { peakBytes, answerTimes };
    },
  };
}

function formatFigures(plan: Plan, { bytes, seconds, grownBytes, answerTimes }: Saved): Figure[] {
  const what = `room of ${plan.exportMessages} messages saved as a page`;
  const megabytes = bytes / 1024 ** 2;
  const note = `${formatNumber(megabytes)} MiB in ${formatNumber(seconds)} s, a reader who stops for ${settleMs / 1000} s`;
  return [
    {
      what: `${what}, own memory above idle`,
      value: grownBytes / 1024 ** 2,
      unit: "MB",
      gate: { atMost: maxOwnMegabytes },
      note,
    },
    {
      what: `${what}, answers to others meanwhile, p99`,
      value: percentile(answerTimes, 0.99),
      unit: "ms",
      gate: { atMost: 20 },
      note: `${answerTimes.length} small questions over HTTP`,
    },
  ];
}
