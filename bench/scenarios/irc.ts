import { type Figure, formatNumber, median } from "../figures.ts";
import { withFolder } from "../folders.ts";
import { type FanOut, type Pace, putFanOut, withServer } from "../load.ts";
import type { Plan } from "../plan.ts";
import type { Finding } from "../report.ts";
import { hearthIrc, inspIrcd, ngIrcd, type Server } from "../servers.ts";
import { measureIrcMemory } from "./irc-memory.ts";

const busy: Pace = { inFlight: 32 };
const steady: Pace = { rate: 50 };

/** One channel of a thousand, beside the IRC servers that are on this machine; those keep nothing. */
export async function measureIrc(plan: Plan): Promise<Finding> {
  const figures: Figure[] = [];
  for (const peer of [inspIrcd, ngIrcd]) {
    if ((await peer.version()) === null) {
      console.log(`SKIPPED: ${peer.name} is not on this machine (Debian: ${peer.name.toLowerCase()}).`);
      continue;
    }
    figures.push(formatBusy(peer, plan, await measureRounds(peer, plan, busy, plan.repeats)));
    if (peer !== inspIrcd) continue;
    figures.push(...formatSteady(peer, plan, await measureRounds(peer, plan, steady, plan.steadyRepeats)));
  }
  figures.push(await measureIrcMemory(plan));
  return { figures };
}

type IrcServer = Pick<Server, "talk" | "command">;

interface Round {
  readonly own: FanOut;
  readonly peer: FanOut;
}

/**
 * Both are up all the time, and have their turns one after the other: what else the machine does then falls on both
 * alike, and neither is judged by the first moments after its start.
 */
function measureRounds(peer: Server, plan: Plan, pace: Pace, repeats: number): Promise<Round[]> {
  return withIrcServer(hearthIrc, plan, pace, (putOwn) =>
    withIrcServer(peer, plan, pace, async (putPeer) => {
      const rounds: Round[] = [];
      while (rounds.length < repeats) rounds.push({ own: await putOwn(), peer: await putPeer() });
      return rounds;
    }),
  );
}

/** Puts load on one channel of a thousand. */
export function measureIrcServer(server: IrcServer, plan: Plan, pace: Pace): Promise<FanOut> {
  return withIrcServer(server, plan, pace, (put) => put());
}

function withIrcServer<T>(
  server: IrcServer,
  { fanOutSeconds, members }: Plan,
  pace: Pace,
  use: (put: () => Promise<FanOut>) => Promise<T>,
): Promise<T> {
  return withFolder((dir) =>
    withServer(server, { dir }, (measured) =>
      use(() => putFanOut(measured, { talk: server.talk, seconds: fanOutSeconds, pace, who: members })),
    ),
  );
}

const ratioOf = (rounds: readonly Round[], field: keyof FanOut): number =>
  median(rounds.map(({ own, peer }) => own[field] / peer[field]));

const formatPair = (rounds: readonly Round[], field: keyof FanOut): string =>
  `${formatNumber(median(rounds.map(({ own }) => own[field])))} against ${formatNumber(median(rounds.map(({ peer }) => peer[field])))}`;

function formatBusy({ name }: Server, { members }: Plan, rounds: readonly Round[]): Figure {
  return {
    what: `IRC, ${members} in one channel, 32 in flight: CPU against ${name}`,
    value: ratioOf(rounds, "cpuPerMillion"),
    unit: "×",
    gate: { atMost: 1 },
    note: `${formatPair(rounds, "cpuPerMillion")} CPU s per million deliveries; ${formatPair(rounds, "deliveriesPerSecond")} deliveries/s`,
  };
}

function formatSteady({ name }: Server, { members }: Plan, rounds: readonly Round[]): Figure[] {
  const what = `IRC, ${members} in one channel, 50 messages/s:`;
  return [
    {
      what: `${what} CPU against ${name}`,
      value: ratioOf(rounds, "cpuPerMillion"),
      unit: "×",
      gate: { atMost: 1.2 },
      note: `${formatPair(rounds, "cpuPerMillion")} CPU s per million deliveries`,
    },
    {
      what: `${what} median latency against ${name}`,
      value: ratioOf(rounds, "medianUs"),
      unit: "×",
      gate: { atMost: 1.2 },
      note: `${formatPair(rounds, "medianUs")} µs; Hearth's is on disk before anyone sees it`,
    },
  ];
}
