import { findFreePort } from "@hearth/test-kit";
import { formatNumber } from "../figures.ts";
import { withFolder } from "../folders.ts";
import { hearthCommand, start } from "../hearth.ts";
import { readRssBytes } from "../processes.ts";
import type { Finding } from "../report.ts";

const settleMs = 10_000;

/** Memory of a server nobody has come to yet. */
export function measureIdleMemory(): Promise<Finding> {
  return withFolder(async (dir) => {
    const port = findFreePort();
    const server = await start(hearthCommand(dir, port), port);
    await Bun.sleep(settleMs);
    const megabytes = readRssBytes(server.pid) / 1024 ** 2;
    await server.stop();
    return {
      figures: [
        {
          what: "memory 10 s after start, without a connection",
          value: megabytes,
          unit: "MB",
          gate: { atMost: 70 },
          note: `RSS ${formatNumber(megabytes)} MiB, empty data`,
        },
      ],
    };
  });
}
