import { type Figure, formatNumber, median } from "../figures.ts";
import { withFolder } from "../folders.ts";
import { type FanOut, type FanOutOptions, putFanOut, withServer } from "../load.ts";
import type { Plan } from "../plan.ts";
import type { Series } from "../plot.ts";
import type { Finding } from "../report.ts";
import { addPeople, withCore } from "../seed.ts";
import { hearth, limit, naiveWs, type Server, socketIo } from "../servers.ts";

const inFlight = 32;
/** What people would write themselves; one round of each is enough to tell them apart. */
const others = [naiveWs, socketIo];

type Side = Pick<FanOutOptions, "seconds" | "pace">;

/** One room, every message on disk, beside the smallest server that could deliver the same bytes, and others. */
export async function measureFanOut(plan: Plan): Promise<Finding> {
  const side: Side = { seconds: plan.fanOutSeconds, pace: { inFlight } };
  const pairs: Pair[] = [];
  while (pairs.length < plan.repeats) pairs.push(await measurePair(plan.members, side));
  const series = await measureSizes(plan, side, pairs);
  return {
    figures: [formatFigure(plan, pairs), ...formatOthers(plan, series)],
    plots: {
      "fan-out": {
        title: `Cost of a delivery, one room, ${inFlight} messages in flight`,
        x: "members",
        y: "CPU seconds per million deliveries",
        isLogX: true,
        isLogY: true,
        series,
      },
    },
  };
}

interface Pair {
  readonly hearth: FanOut;
  readonly limit: FanOut;
}

/** Side by side, so that what else the machine does falls on both. */
async function measurePair(size: number, side: Side): Promise<Pair> {
  const own = await measureHearth(size, side);
  return { hearth: own, limit: await measureOther(limit, size, { ...side, frameBytes: own.frameBytes }) };
}

/** A Hearth with this many people in its home room. */
export function measureHearth(
  size: number,
  side: Side,
  server: Pick<Server, "talk" | "command"> = hearth,
): Promise<FanOut> {
  return withFolder(async (dir) => {
    const people = await withCore(dir, (core) => addPeople(core, size));
    const who = people.map(({ secret }) => secret);
    return withServer(server, { dir }, (measured) =>
      putFanOut(measured, { ...side, talk: server.talk, who }),
    );
  });
}

export function measureOther(
  server: Server,
  size: number,
  { frameBytes, ...side }: Side & { readonly frameBytes: number },
): Promise<FanOut> {
  return withFolder((dir) =>
    withServer(server, { dir, frameBytes: Math.round(frameBytes) }, (measured) =>
      putFanOut(measured, { ...side, talk: server.talk, who: size }),
    ),
  );
}

async function measureSizes(plan: Plan, side: Side, pairs: readonly Pair[]): Promise<Series[]> {
  const costs = new Map<string, (readonly [number, number])[]>();
  const note = (name: string, size: number, cost: number): void => {
    costs.set(name, [...(costs.get(name) ?? []), [size, cost]]);
  };
  for (const size of plan.fanOutSizes) {
    const pair = size === plan.members ? middleOf(pairs) : await measurePair(size, side);
    note(hearth.name, size, pair.hearth.cpuPerMillion);
    note(limit.name, size, pair.limit.cpuPerMillion);
    for (const other of others) {
      if ((await other.version()) === null) continue;
      const { cpuPerMillion } = await measureOther(other, size, {
        ...side,
        frameBytes: pair.hearth.frameBytes,
      });
      note(other.name, size, cpuPerMillion);
    }
  }
  return [...costs].map(([name, points]) => ({ name, points }));
}

function middleOf(pairs: readonly Pair[]): Pair {
  const sorted = [...pairs].sort((a, b) => a.hearth.cpuPerMillion - b.hearth.cpuPerMillion);
  return sorted[Math.floor(sorted.length / 2)] as Pair;
}

function formatFigure({ members }: Plan, pairs: readonly Pair[]): Figure {
  const of = (side: keyof Pair, field: keyof FanOut): string =>
    formatNumber(median(pairs.map((pair) => pair[side][field])));
  return {
    what: `WebSocket, ${members} in one room, ${inFlight} in flight, durable: CPU against the C server`,
    value: median(pairs.map((pair) => pair.hearth.cpuPerMillion / pair.limit.cpuPerMillion)),
    unit: "×",
    gate: { atMost: 1.7 },
    note:
      `${of("hearth", "cpuPerMillion")} against ${of("limit", "cpuPerMillion")} CPU s per million deliveries of ` +
      `${of("hearth", "frameBytes")} bytes; ${of("hearth", "deliveriesPerSecond")} deliveries/s, median ` +
      `${of("hearth", "medianUs")} µs; the generator used ${of("hearth", "ownLoad")} of its core`,
  };
}

function formatOthers({ members }: Plan, series: readonly Series[]): Figure[] {
  const costOf = (name: string): number | undefined =>
    series.find((one) => one.name === name)?.points.find(([size]) => size === members)?.[1];
  const own = costOf(hearth.name);
  return others.flatMap(({ name }) => {
    const cost = costOf(name);
    if (own === undefined || cost === undefined) return [];
    const note = `${formatNumber(own)} against ${formatNumber(cost)} CPU s per million deliveries; it keeps nothing`;
    return [
      {
        what: `WebSocket, ${members} in one room, ${inFlight} in flight, durable: CPU against a naive server on ${name}`,
        value: own / cost,
        unit: "×",
        gate: null,
        note,
      },
    ];
  });
}
