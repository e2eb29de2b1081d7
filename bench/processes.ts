import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

/** The server has a core of its own, and so has what puts load on it: neither takes the other's time. */
export const serverCore = 0;
export const loadCore = 1;

/** Why nothing can be measured here, or `null`. */
export function findObstacle(): string | null {
  if (process.platform !== "linux") return "it reads processor time and memory from Linux's /proc";
  if (!Bun.which("taskset")) return "there is no taskset here (Debian: util-linux)";
  if (availableParallelism() < 2) return "it needs two processor cores";
  return null;
}

/** A command that runs on one core only. */
export function pinned(core: number, command: readonly string[]): string[] {
  return ["taskset", "-c", String(core), ...command];
}

/** Memory a process holds now; `RssAnon`: without the pages of files, which the system takes back at need. */
export function readRssBytes(pid: number, kind: "VmRSS" | "RssAnon" = "VmRSS"): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const kib = new RegExp(`^${kind}:\\s+(\\d+) kB$`, "m").exec(status)?.[1];
  if (kib === undefined) throw new Error(`process ${pid} has no memory`);
  return Number(kib) * 1024;
}

/** Runs a command to its end and returns what it printed. Throws with its last words when it failed. */
export async function run(command: readonly string[], input = ""): Promise<string> {
  const child = Bun.spawn([...command], { stdin: Buffer.from(input), stdout: "pipe", stderr: "pipe" });
  const [output, complaint] = await Promise.all([child.stdout.text(), child.stderr.text()]);
  if ((await child.exited) !== 0)
    throw new Error(`${command.join(" ")}: ${complaint.trim() || output.trim()}`);
  return output;
}
