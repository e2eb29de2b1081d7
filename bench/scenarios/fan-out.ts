import { type Figure, formatNumber, median } from "../figures.ts";
import { withFolder } from "../folders.ts";
import { findFreePort, hearthCommand, type Measured, start } from "../hearth.ts";
import { compile } from "../native.ts";
import type { Plan } from "../plan.ts";
import { loadCore, pinned, run, serverCore } from "../processes.ts";

const members = 1_000;
const inFlight = 32;

/** What `loadgen fan-out` reports. */
interface FanOut {
  /** Processor seconds of the server per million deliveries. */
  readonly cpuPerMillion: number;
  readonly deliveriesPerSecond: number;
  /** Share of its core that each side used. */
  readonly serverLoad: number;
  readonly ownLoad: number;
  /** Mean bytes of a delivered frame, header included. */
  readonly frameBytes: number;
  readonly medianUs: number;
  readonly p99Us: number;
  readonly sent: number;
  readonly acked: number;
  /** What the member that got the least messages got. */
  readonly received: number;
  /** Members that got other bytes than the first one. */
  readonly unequalMembers: number;
}

/** One room of a thousand, every message on disk, beside the smallest server that could deliver the same bytes. */
export async function measureFanOut(plan: Plan): Promise<Figure[]> {
  const [loadgen, limit] = [await compile("loadgen"), await compile("limit")];
  const load = (server: Measured, kind: "hearth" | "limit") =>
    putLoad([loadgen, "fan-out", kind, server.port, server.pid, members, inFlight, plan.fanOutSeconds]);
  const pairs: { hearth: FanOut; limit: FanOut }[] = [];
  while (pairs.length < plan.repeats) {
    // Side by side, so that what else the machine does falls on both.
    const hearth = await withFolder((dir) =>
      withServer(
        (port) => hearthCommand(dir, port),
        (server) => load(server, "hearth"),
      ),
    );
    needWhole(hearth);
    const padding = String(Math.round(hearth.frameBytes));
    pairs.push({
      hearth,
      limit: await withServer(
        (port) => [limit, String(port), padding],
        (server) => load(server, "limit"),
      ),
    });
  }
  return [formatFigure(pairs)];
}

async function putLoad(command: readonly (string | number)[]): Promise<FanOut> {
  return JSON.parse(await run(pinned(loadCore, command.map(String)))) as FanOut;
}

async function withServer<T>(
  commandFor: (port: number) => readonly string[],
  use: (server: Measured) => Promise<T>,
): Promise<T> {
  const port = findFreePort();
  const server = await start(pinned(serverCore, commandFor(port)), port);
  try {
    return await use(server);
  } finally {
    await server.stop();
  }
}

/** A figure of a server that lost something is worth nothing. */
function needWhole({ sent, acked, received, unequalMembers }: FanOut): void {
  if (acked !== sent || received !== sent || unequalMembers > 0) {
    throw new Error(
      `of ${sent} messages ${acked} were acknowledged, ${received} reached everyone; ${unequalMembers} members got other bytes`,
    );
  }
}

function formatFigure(pairs: readonly { readonly hearth: FanOut; readonly limit: FanOut }[]): Figure {
  const of = (side: "hearth" | "limit", field: keyof FanOut): string =>
    formatNumber(median(pairs.map((pair) => pair[side][field])));
  return {
    what: `WebSocket, ${members} in one room, ${inFlight} in flight, durable: CPU against the C server`,
    value: median(pairs.map(({ hearth, limit }) => hearth.cpuPerMillion / limit.cpuPerMillion)),
    unit: "×",
    gate: { atMost: 1.7 },
    note:
      `${of("hearth", "cpuPerMillion")} against ${of("limit", "cpuPerMillion")} CPU s per million deliveries of ` +
      `${of("hearth", "frameBytes")} bytes; ${of("hearth", "deliveriesPerSecond")} deliveries/s, median ` +
      `${of("hearth", "medianUs")} µs; the generator used ${of("hearth", "ownLoad")} of its core`,
  };
}
