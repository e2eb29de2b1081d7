import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRandom, type ServerProcess, startServer } from "@hearth/test-kit";
import { formatPlot } from "../../bench/plot.ts";
import { limitTime } from "../time-limit.ts";
import { churn } from "./churn.ts";
import { findGrowth, measureSlope, type Sample } from "./slope.ts";

const help = `npm run soak -- [--minutes N] [--seed N] [--out DIR]

People come and go, open rooms, write, edit, delete and leave, for as long as you say. Fails when memory or open
descriptors of the server keep growing: from twenty minutes on by more than 5 % an hour. With --out it leaves three plots there.`;

const sampleEveryMs = 1_000;

function readSample({ process }: ServerProcess, atMs: number, latencyMs: number): Sample {
  const status = readFileSync(`/proc/${process.pid}/status`, "utf8");
  return {
    atMs,
    memoryBytes: readBytes(status, "RssAnon"),
    fileBytes: readBytes(status, "RssFile"),
    descriptors: readdirSync(`/proc/${process.pid}/fd`).length,
    latencyMs,
  };
}

function readBytes(status: string, field: string): number {
  return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) * 1024;
}

async function soak(minutes: number, seed: number): Promise<Sample[]> {
  const dir = mkdtempSync(join(tmpdir(), "hearth-soak-"));
  const args = ["--no-limits-messages", "--no-limits-logins", "--no-limits-connections", "--log", "error"];
  const server = await startServer({ dataDir: join(dir, "data"), args });
  limitTime(minutes, () => server.process.kill("SIGKILL"));
  const samples: Sample[] = [];
  const startedAtMs = performance.now();
  let latencies: number[] = [];
  const timer = setInterval(() => {
    const middle = latencies.sort((a, b) => a - b)[Math.floor(latencies.length / 2)] ?? 0;
    samples.push(readSample(server, performance.now() - startedAtMs, middle));
    latencies = [];
  }, sampleEveryMs);
  try {
    const steps = await churn(server.origin, createRandom(seed), minutes * 60_000, (ms) =>
      latencies.push(ms),
    );
    console.log(
      Object.entries(steps)
        .map(([what, count]) => `${count} × ${what}`)
        .join(", "),
    );
    if (server.process.exitCode !== null) throw new Error("the server ended");
  } finally {
    clearInterval(timer);
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  }
  return samples;
}

/** Throws what kept growing. */
function judge(samples: readonly Sample[]): void {
  const memory = measureSlope(samples, ({ memoryBytes }) => memoryBytes);
  const descriptors = measureSlope(samples, (sample) => sample.descriptors);
  const megabytes = (bytes: number): string => (bytes / 1024 ** 2).toFixed(1);
  console.log(
    `own memory ${megabytes(memory.early)} MB, later ${megabytes(memory.late)} MB: ${(memory.perHour * 100).toFixed(1)} % per hour`,
  );
  console.log(`descriptors ${descriptors.early}, later ${descriptors.late}`);
  const growth = findGrowth(samples, ({ memoryBytes }) => memoryBytes);
  if (growth) throw new Error(`memory keeps growing: ${growth}`);
  if (descriptors.late > descriptors.early + 8) throw new Error("descriptors keep growing");
}

function draw(samples: readonly Sample[], dir: string): void {
  mkdirSync(dir, { recursive: true });
  const line = (name: string, of: (sample: Sample) => number) => [
    { name, points: samples.map((sample) => [sample.atMs / 60_000, of(sample)] as const) },
  ];
  const x = "minutes";
  const plots = {
    memory: {
      title: "Memory under churn",
      x,
      y: "MB resident",
      series: [
        ...line("its own", (s) => s.memoryBytes / 1024 ** 2),
        ...line("pages of files", (s) => s.fileBytes / 1024 ** 2),
      ],
    },
    descriptors: {
      title: "Open descriptors under churn",
      x,
      y: "descriptors",
      series: line("server", (s) => s.descriptors),
    },
    latency: {
      title: "Time to an acknowledged message",
      x,
      y: "ms, median of a second",
      series: line("message", (s) => s.latencyMs),
    },
  };
  for (const [name, plot] of Object.entries(plots))
    writeFileSync(join(dir, `soak-${name}.svg`), formatPlot(plot));
}

const args = process.argv.slice(2);
const textOf = (name: string): string | undefined =>
  args.includes(name) ? args[args.indexOf(name) + 1] : undefined;
if (args.includes("--help")) console.log(help);
else if (process.platform !== "linux") console.log("SKIPPED: soak reads memory from Linux's /proc.");
else {
  const seed = Number(textOf("--seed") ?? Date.now() % 1_000_000);
  console.log(`seed ${seed}`);
  try {
    const samples = await soak(Number(textOf("--minutes") ?? 60), seed);
    const out = textOf("--out");
    if (out) draw(samples, out);
    judge(samples);
    console.log("nothing grew");
    process.exit(0);
  } catch (error) {
    console.error(`FAILED with seed ${seed}: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}
