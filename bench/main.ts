import { loadavg } from "node:os";
import { type Figure, formatNumber, isHeld } from "./figures.ts";
import { endAll } from "./hearth.ts";
import { hasCompiler } from "./native.ts";
import { type Plan, quickPlan, wholePlan } from "./plan.ts";
import { findObstacle } from "./processes.ts";
import { describeMachine, type Finding, keepEntry, readEntries, writePage } from "./report.ts";
import { measureAppends } from "./scenarios/appends.ts";
import { measureBackup } from "./scenarios/backup.ts";
import { measureConnectionMemory } from "./scenarios/connection-memory.ts";
import { measureRooms, measureSchool, measureStorm } from "./scenarios/crowds.ts";
import { measureExport } from "./scenarios/export.ts";
import { measureFanOut } from "./scenarios/fan-out.ts";
import { measureFiles } from "./scenarios/files.ts";
import { measureHistory } from "./scenarios/history.ts";
import { measureIdleMemory } from "./scenarios/idle-memory.ts";
import { measureIrc } from "./scenarios/irc.ts";
import { measureLatency } from "./scenarios/latency.ts";
import { measureSearch } from "./scenarios/search.ts";
import { measureStartUp } from "./scenarios/start-up.ts";
import { measureTls } from "./scenarios/tls.ts";
import { formatTable } from "./table.ts";

interface Scenario {
  readonly run: (plan: Plan) => Promise<Finding>;
  readonly needsCompiler?: true;
}

const scenarios: Readonly<Record<string, Scenario>> = {
  "start-up": { run: measureStartUp },
  "idle-memory": { run: measureIdleMemory },
  "fan-out": { run: measureFanOut, needsCompiler: true },
  latency: { run: measureLatency, needsCompiler: true },
  tls: { run: measureTls, needsCompiler: true },
  irc: { run: measureIrc, needsCompiler: true },
  appends: { run: measureAppends },
  history: { run: measureHistory },
  search: { run: measureSearch },
  export: { run: measureExport },
  files: { run: measureFiles },
  backup: { run: measureBackup },
  "connection-memory": { run: measureConnectionMemory, needsCompiler: true },
  rooms: { run: measureRooms, needsCompiler: true },
  storm: { run: measureStorm, needsCompiler: true },
  school: { run: measureSchool, needsCompiler: true },
};

const help = `npm run bench -- [SCENARIO …] [--quick] [--check]

Measures Hearth on this machine, in ratios wherever a ratio says more than a number, and writes docs/performance.md.
  --quick   a little of everything, in under three minutes: whether it works; writes nothing
  --check   ends with an error when a gate is not held
Scenarios: ${Object.keys(scenarios).join(", ")}; without one, all.`;

interface Wishes {
  readonly plan: Plan;
  readonly isCheck: boolean;
  readonly names: readonly string[];
}

/** Throws a sentence for what is not known. */
function readWishes(args: readonly string[]): Wishes {
  const flags = new Set(args.filter((arg) => arg.startsWith("--")));
  const names = args.filter((arg) => !arg.startsWith("--"));
  const unknown =
    [...flags].find((flag) => flag !== "--quick" && flag !== "--check") ??
    names.find((name) => !(name in scenarios));
  if (unknown) throw new Error(`"${unknown}" is not known here.\n\n${help}`);
  if (flags.has("--quick") && flags.has("--check"))
    throw new Error("A quick run is too short for the gates.");
  return {
    plan: flags.has("--quick") ? quickPlan : wholePlan,
    isCheck: flags.has("--check"),
    names: names.length > 0 ? names : Object.keys(scenarios),
  };
}

async function bench(args: readonly string[]): Promise<number> {
  const { plan, isCheck, names } = readWishes(args);
  const obstacle = findObstacle();
  if (obstacle) {
    console.log(`SKIPPED: nothing was measured, because ${obstacle}.`);
    return 0;
  }
  const load = loadavg().map(formatNumber).join(" ");
  console.log(`${describeMachine()}; Bun ${Bun.version}; load before ${load}`);
  const figures: Figure[] = [];
  for (const name of names) figures.push(...(await measure(name, plan)));
  if (plan === quickPlan) {
    console.log(`\n${formatTable(figures.map((figure) => ({ ...figure, gate: null })))}`);
    console.log("\nNothing crashed or was delivered wrongly. The gates are for whole runs.");
    return 0;
  }
  const failed = tellGates(figures);
  await writePage(readEntries(), Object.keys(scenarios));
  return isCheck && failed > 0 ? 1 : 0;
}

/** The table, and how many gates are not held. */
function tellGates(figures: readonly Figure[]): number {
  const gated = figures.filter(({ gate }) => gate !== null);
  const failed = gated.filter((figure) => !isHeld(figure)).length;
  console.log(`\n${formatTable(figures)}\n\n${gated.length - failed} gates held, ${failed} not held`);
  return failed;
}

async function measure(name: string, plan: Plan): Promise<readonly Figure[]> {
  const scenario = scenarios[name];
  if (!scenario) return [];
  if (scenario.needsCompiler && !hasCompiler()) {
    console.log(`SKIPPED: ${name}, because there is no C compiler here (Debian: gcc libc6-dev).`);
    return [];
  }
  const startedAtMs = performance.now();
  const [loadBefore = 0] = loadavg();
  const finding = await scenario.run(plan);
  console.log(`${name} took ${formatNumber((performance.now() - startedAtMs) / 1000)} s`);
  const date = new Date().toISOString().slice(0, 10);
  if (plan === wholePlan) keepEntry(name, { ...finding, date, loadBefore });
  return finding.figures;
}

if (process.argv.includes("--help")) console.log(help);
else {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      endAll();
      process.exit(130);
    });
  }
  try {
    process.exitCode = await bench(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
