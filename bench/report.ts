import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { type Figure, formatNumber, isHeld } from "./figures.ts";
import { root } from "./folders.ts";
import { formatPlot, type Plot } from "./plot.ts";
import { inspIrcd, naiveWs, ngIrcd, socketIo } from "./servers.ts";
import { formatGate, formatVerdict } from "./table.ts";

/** What one scenario found out. */
export interface Finding {
  readonly figures: readonly Figure[];
  /** By the name of their file. */
  readonly plots?: Readonly<Record<string, Plot>>;
}

/** A finding of a whole run, and when and how busy a machine it is from. */
export interface Entry extends Finding {
  readonly date: string;
  readonly loadBefore: number;
}
export type Entries = Readonly<Record<string, Entry>>;

const plotsDir = join(root, "docs/performance");
const entriesPath = join(plotsDir, "findings.json");

/** Whole runs may be made in pieces: the page shows the last of each scenario. */
export function readEntries(): Entries {
  return existsSync(entriesPath) ? (JSON.parse(readFileSync(entriesPath, "utf8")) as Entries) : {};
}

export function keepEntry(name: string, entry: Entry): void {
  mkdirSync(plotsDir, { recursive: true });
  writeFileSync(entriesPath, `${JSON.stringify({ ...readEntries(), [name]: entry }, null, 2)}\n`);
}

/** Writes `docs/performance.md` and its plots. `order`: of the scenarios on the page. */
export async function writePage(entries: Entries, order: readonly string[]): Promise<void> {
  const found = order.flatMap((name) => (entries[name] ? [entries[name]] : []));
  for (const file of readdirSync(plotsDir)) if (file.endsWith(".svg")) rmSync(join(plotsDir, file));
  const plots = found.flatMap((entry) => Object.entries(entry.plots ?? {}));
  for (const [name, plot] of plots) writeFileSync(join(plotsDir, `${name}.svg`), formatPlot(plot));
  writeFileSync(join(root, "docs/performance.md"), await formatPage(found, plots));
}

export function describeMachine(): string {
  const [cpu] = cpus();
  const gibibytes = formatNumber(totalmem() / 1024 ** 3);
  return `${cpus().length} × ${cpu?.model ?? "unknown processor"}, ${gibibytes} GiB`;
}

async function formatPage(found: readonly Entry[], plots: readonly [string, Plot][]): Promise<string> {
  const figures = found.flatMap((entry) => entry.figures);
  const held = figures.filter(({ gate }) => gate !== null);
  const failed = held.filter((figure) => !isHeld(figure)).length;
  const dates = [...new Set(found.map(({ date }) => date))].sort();
  const loads = found.map(({ loadBefore }) => loadBefore);
  return `# Performance

\`npm run bench\` measures this on your machine and writes this page; \`-- --quick\` does it in under three minutes and
writes nothing; \`-- --check\` fails when a gate is not held. The server has one core, the load generator the other.
Ratios are medians of runs side by side.

Measured ${dates.join(" to ")} on ${describeMachine()}, with other work going on (load before each scenario:
${formatNumber(Math.min(...loads))} to ${formatNumber(Math.max(...loads))}). ${await formatVersions()}

## Gates
${held.length - failed} held, ${failed} not held.

${formatRows(held)}

Not measured here: WSS, because the web door has no certificate yet (IRC's has); Ergo, because Debian has no package of
it. The sizes of the browser app are checked by \`npm test\`.

## Other figures
${formatRows(figures.filter(({ gate }) => gate === null))}

${plots.map(([name, plot]) => formatPlotPart(name, plot)).join("\n\n")}
`;
}

async function formatVersions(): Promise<string> {
  const versions = await Promise.all([naiveWs, socketIo, inspIrcd, ngIrcd].map(({ version }) => version()));
  return [`Bun ${Bun.version}`, ...versions.filter((one) => one !== null)].join("; ").concat(".");
}

function formatRows(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const verdict = [formatGate(figure), formatVerdict(figure)].filter(Boolean).join(": ");
    const mark = isHeld(figure) ? verdict : `**${verdict}**`;
    return `| ${figure.what} | ${formatNumber(figure.value)} ${figure.unit} | ${mark} | ${figure.note} |`;
  });
  return ["| what | measured | gate | from |", "|---|---|---|---|", ...rows].join("\n");
}

/** The picture, and its numbers for whoever does not see it. */
function formatPlotPart(name: string, { title, x, y, note, series }: Plot): string {
  const xs = [...new Set(series.flatMap(({ points }) => points.map(([at]) => at)))].sort((a, b) => a - b);
  const cell = (points: Plot["series"][number]["points"], at: number): string => {
    const value = points.find(([one]) => one === at)?.[1];
    return value === undefined ? "" : formatNumber(value);
  };
  const rows = xs.map(
    (at) => `| ${at.toLocaleString("en")} | ${series.map(({ points }) => cell(points, at)).join(" | ")} |`,
  );
  return [
    `## ${title}`,
    `![${title}](performance/${name}.svg)`,
    "",
    ...(note ? [note, ""] : []),
    `In ${y}:`,
    "",
    `| ${x} | ${series.map((one) => one.name).join(" | ")} |`,
    `|---|${series.map(() => "---|").join("")}`,
    ...rows,
  ].join("\n");
}
