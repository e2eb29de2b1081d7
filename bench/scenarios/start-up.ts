import { type Figure, formatNumber, median } from "../figures.ts";
import { withFolder } from "../folders.ts";
import { findFreePort, hearthCommand, start } from "../hearth.ts";

const starts = 7;

/** From the command to the first connection, on an empty folder each time. */
export async function measureStartUp(): Promise<Figure[]> {
  const values: number[] = [];
  while (values.length < starts) values.push(await withFolder(startOnce));
  return [
    {
      what: "start to listening, empty data",
      value: median(values),
      unit: "ms",
      gate: { atMost: 300 },
      note: `median of ${starts}, slowest ${formatNumber(Math.max(...values))} ms`,
    },
  ];
}

async function startOnce(dir: string): Promise<number> {
  const port = findFreePort();
  const server = await start(hearthCommand(dir, port), port);
  await server.stop();
  return server.listeningAfterMs;
}
