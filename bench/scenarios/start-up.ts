import { findFreePort } from "@hearth/test-kit";
import { formatNumber, median } from "../figures.ts";
import { withFolder } from "../folders.ts";
import { hearthCommand, start } from "../hearth.ts";
import type { Plan } from "../plan.ts";
import type { Finding } from "../report.ts";

/** From the command to the first connection, on an empty folder each time. */
export async function measureStartUp({ starts }: Plan): Promise<Finding> {
  const values: number[] = [];
  while (values.length < starts) values.push(await withFolder(startOnce));
  return {
    figures: [
      {
        what: "start to listening, empty data",
        value: median(values),
        unit: "ms",
        gate: { atMost: 300 },
        note: `median of ${starts}, slowest ${formatNumber(Math.max(...values))} ms`,
      },
    ],
  };
}

async function startOnce(dir: string): Promise<number> {
  const port = findFreePort();
  const server = await start(hearthCommand(dir, port), port);
  await server.stop();
  return server.listeningAfterMs;
}
