import { createCertificate } from "@hearth/test-kit";
import { type Figure, formatNumber, median } from "../figures.ts";
import { hearthCommand } from "../hearth.ts";
import type { FanOut } from "../load.ts";
import type { Plan } from "../plan.ts";
import type { Finding } from "../report.ts";
import { hearthIrc, type Server } from "../servers.ts";
import { measureIrcServer } from "./irc.ts";

/** What encryption adds to a delivery, on the door that has it: IRC. */
export async function measureTls(plan: Plan): Promise<Finding> {
  const secure = createSecureHearth();
  if (!secure) {
    console.log("SKIPPED: tls, because there is no openssl here to make a certificate.");
    return { figures: [] };
  }
  const pace = { inFlight: 32 };
  const rounds: Round[] = [];
  while (rounds.length < plan.tlsRepeats)
    rounds.push({
      secure: await measureIrcServer(secure, plan, pace),
      bare: await measureIrcServer(hearthIrc, plan, pace),
    });
  return { figures: [formatFigure(plan, rounds)] };
}

interface Round {
  readonly secure: FanOut;
  readonly bare: FanOut;
}

/** A Hearth with a certificate that was made for this run; `null` where none can be made. */
function createSecureHearth(): Pick<Server, "talk" | "command"> | null {
  const certificate = createCertificate();
  if (!certificate) return null;
  const files = ["--tls-cert", certificate.certPath, "--tls-key", certificate.keyPath];
  return {
    talk: "irc+tls",
    command: async ({ port, dir }) => hearthCommand(dir, 0, ["--irc-tls-port", String(port), ...files]),
  };
}

function formatFigure({ members }: Plan, rounds: readonly Round[]): Figure {
  const of = (side: keyof Round, field: keyof FanOut): string =>
    formatNumber(median(rounds.map((round) => round[side][field])));
  return {
    what: `IRC with TLS against IRC without, ${members} in one channel, 32 in flight: CPU`,
    value: median(rounds.map(({ secure, bare }) => secure.cpuPerMillion / bare.cpuPerMillion)),
    unit: "×",
    gate: { atMost: 1.7 },
    note:
      `${of("secure", "cpuPerMillion")} against ${of("bare", "cpuPerMillion")} CPU s per million deliveries; ` +
      `the generator used ${of("secure", "ownLoad")} of its core`,
  };
}
