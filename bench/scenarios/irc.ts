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
    figures.push(formatBusy(peer, plan, await measureRounds(peer, plan, busy)));
    if (peer === inspIrcd) figures.push(...formatSteady(peer, plan, await measureRounds(peer, plan, steady)));
  }
  figures.push(await measureIrcMemory(plan));
  return { figures };
}

interface Round {
  readonly own: FanOut;
  readonly peer: FanOut;
}

async function measureRounds(peer: Server, plan: Plan, pace: Pace): Promise<Round[]> {
  const rounds: Round[] = [];
  while (rounds.length < plan.ircRepeats)
    rounds.push({
      own: await measureIrcServer(hearthIrc, plan, pace),
      peer: await measureIrcServer(peer, plan, pace),
    });
  return rounds;
}

/** Puts load on one channel of a thousand. */
export function measureIrcServer(
  server: Pick<Server, "talk" | "command">,
  plan: Plan,
  pace: Pace,
): Promise<FanOut> {
  return withFolder((dir) =>
    withServer(server, { dir }, (measured) =>
      putFanOut(measured, { talk: server.talk, seconds: plan.fanOutSeconds, pace, who: plan.members }),
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
