import { findFreePort } from "@hearth/test-kit";
import { type Measured, start } from "./hearth.ts";
import { compile } from "./native.ts";
import { loadCore, pinned, run, serverCore } from "./processes.ts";
import type { Server, Talk } from "./servers.ts";

/** What every load reports of itself and of the server. */
export interface Load {
  readonly seconds: number;
  /** Share of its core that each side used; above 1 where a server uses more than one. */
  readonly serverLoad: number;
  readonly ownLoad: number;
  readonly medianUs: number;
  readonly p99Us: number;
}

export interface FanOut extends Load {
  /** Processor seconds of the server per million deliveries. */
  readonly cpuPerMillion: number;
  readonly deliveriesPerSecond: number;
  /** Mean bytes of a delivered frame, header included. */
  readonly frameBytes: number;
  readonly sent: number;
  readonly acked: number;
  /** What the member that got the least messages got. */
  readonly received: number;
  /** Members that got other bytes than the first one. */
  readonly unequalMembers: number;
}

/** So many messages always under way, or so many a second. */
export type Pace = { readonly inFlight: number } | { readonly rate: number };

export interface FanOutOptions {
  readonly talk: Talk;
  readonly seconds: number;
  readonly pace: Pace;
  /** Secrets of those who come, or how many, where the server knows no people. */
  readonly who: readonly string[] | number;
}

/** Everyone in one room. Throws when something was lost, doubled or not the same for all. */
export async function putFanOut(server: Measured, options: FanOutOptions): Promise<FanOut> {
  const { talk, seconds, pace, who } = options;
  const amount = "rate" in pace ? ["rate", pace.rate] : ["in-flight", pace.inFlight];
  const count = typeof who === "number" ? [who] : [];
  const args = ["fan-out", talk, server.port, server.pid, seconds, ...amount, ...count];
  const load = await putLoad<FanOut>(args, typeof who === "number" ? [] : who);
  needWhole(load, talk);
  return load;
}

/** Runs the load generator on its own core; `lines` are its input. */
export async function putLoad<T extends Load>(
  args: readonly (string | number)[],
  lines: readonly string[],
): Promise<T> {
  const command = pinned(loadCore, [await compile("loadgen"), ...args.map(String)]);
  return JSON.parse(await run(command, `${lines.join("\n")}\n\n`)) as T;
}

/** Starts a server on its core, and ends it after `use`. */
export async function withServer<T>(
  server: Pick<Server, "command">,
  place: { readonly dir: string; readonly frameBytes?: number },
  use: (measured: Measured) => Promise<T>,
): Promise<T> {
  const port = findFreePort();
  const command = await server.command({ frameBytes: 0, ...place, port });
  const measured = await start(pinned(serverCore, command), port);
  try {
    return await use(measured);
  } finally {
    await measured.stop();
  }
}

/** A figure of a server that lost something is worth nothing. */
function needWhole({ sent, acked, received, unequalMembers }: FanOut, talk: Talk): void {
  const isAcked = !talk.startsWith("hearth") || acked === sent;
  if (isAcked && received === sent && unequalMembers === 0) return;
  throw new Error(
    `of ${sent} messages ${acked} were acknowledged, ${received} reached everyone; ${unequalMembers} members got other bytes`,
  );
}
