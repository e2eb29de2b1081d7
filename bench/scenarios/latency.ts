import { formatNumber } from "../figures.ts";
import type { FanOut } from "../load.ts";
import type { Plan } from "../plan.ts";
import type { Finding } from "../report.ts";
import { hearth, limit } from "../servers.ts";
import { measureHearth, measureOther } from "./fan-out.ts";

/** From the sender's hand to everyone's, at rates from a calm room to a roaring one. */
export async function measureLatency(plan: Plan): Promise<Finding> {
  const own: Point[] = [];
  const least: Point[] = [];
  for (const rate of plan.latencyRates) {
    const side = { seconds: plan.fanOutSeconds, pace: { rate } };
    const load = await measureHearth(plan.members, side);
    own.push({ rate, load });
    least.push({
      rate,
      load: await measureOther(limit, plan.members, { ...side, frameBytes: load.frameBytes }),
    });
  }
  const line = (name: string, points: readonly Point[], field: "medianUs" | "p99Us") => ({
    name,
    points: points.map(({ rate, load }) => [rate, load[field] / 1000] as const),
  });
  return {
    figures: own.map(({ rate, load }) => formatFigure(plan, rate, load)),
    plots: {
      latency: {
        title: `From the sender to ${plan.members} in one room`,
        x: "messages per second",
        y: "milliseconds; Hearth's are on disk first",
        isLogX: true,
        isLogY: true,
        series: [
          line(`${hearth.name}, median`, own, "medianUs"),
          line(`${hearth.name}, p99`, own, "p99Us"),
          line(`${limit.name}, median`, least, "medianUs"),
        ],
      },
    },
  };
}

interface Point {
  readonly rate: number;
  readonly load: FanOut;
}

function formatFigure({ members }: Plan, rate: number, { medianUs, p99Us, serverLoad }: FanOut) {
  return {
    what: `WebSocket, ${members} in one room, ${rate} messages/s: median latency`,
    value: medianUs / 1000,
    unit: "ms",
    gate: null,
    note: `p99 ${formatNumber(p99Us / 1000)} ms; the server used ${formatNumber(serverLoad)} of its core`,
  };
}
