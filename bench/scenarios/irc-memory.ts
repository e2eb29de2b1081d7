import { type Figure, formatNumber } from "../figures.ts";
import { withFolder } from "../folders.ts";
import { hold } from "../hold.ts";
import { withServer } from "../load.ts";
import type { Plan } from "../plan.ts";
import { readRssBytes } from "../processes.ts";
import { hearthIrc, inspIrcd, type Server } from "../servers.ts";

const warmUpMs = 5_000;

/** What a connection in one channel of many adds to the server's memory, beside InspIRCd where it is there. */
export async function measureIrcMemory(plan: Plan): Promise<Figure> {
  const own = await measureServer(hearthIrc, plan);
  const peer = (await inspIrcd.version()) === null ? null : await measureServer(inspIrcd, plan);
  return {
    what: `IRC, ${plan.members} in one channel: memory per connection`,
    value: own,
    unit: "KB",
    gate: { atMost: 18 },
    note: `RSS ${formatNumber(plan.settleMs / 1000)} s after everyone came${peer === null ? "" : `; InspIRCd ${formatNumber(peer)} KB`}`,
  };
}

/** In kilobytes. */
function measureServer(server: Server, { members, settleMs }: Plan): Promise<number> {
  return withFolder((dir) =>
    withServer(server, { dir }, async (measured) => {
      await Bun.sleep(warmUpMs);
      const before = readRssBytes(measured.pid);
      const holder = await hold(measured, server.talk, members);
      await Bun.sleep(settleMs);
      const after = readRssBytes(measured.pid);
      await holder.end();
      return (after - before) / members / 1024;
    }),
  );
}
