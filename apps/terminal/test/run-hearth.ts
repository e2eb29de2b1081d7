import { join } from "node:path";
import type { Subprocess } from "bun";

const main = join(import.meta.dir, "../../server/src/main.ts");

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Run {
  /** The folder of profiles, so that nobody's own are touched. */
  readonly profiles: string;
  readonly input?: string | ReadableStream<Uint8Array>;
  readonly variables?: Readonly<Record<string, string>>;
}

/** Runs `hearth` as a person does, in a process of its own, and waits for its end. */
export async function runHearth(args: readonly string[], run: Run): Promise<Ended> {
  const process = spawnHearth(args, run);
  const [stdout, stderr] = await Promise.all([
    new Response(process.stdout).text(),
    new Response(process.stderr).text(),
  ]);
  return { code: await process.exited, stdout, stderr };
}

/** Fails with what the command said when it did not end well. */
export async function needHearth(args: readonly string[], run: Run): Promise<string> {
  const { code, stdout, stderr } = await runHearth(args, run);
  if (code !== 0) throw new Error(`hearth ${args.join(" ")} ended with ${code}: ${stderr}`);
  return stdout;
}

export type HearthProcess = Subprocess<"pipe" | ReadableStream<Uint8Array> | "ignore", "pipe", "pipe">;

export function spawnHearth(args: readonly string[], run: Run): HearthProcess {
  const input = typeof run.input === "string" ? new Response(run.input).body : run.input;
  return Bun.spawn([process.execPath, main, ...args], {
    stdin: input ?? "ignore",
    stdout: "pipe",
    stderr: "pipe",
    env: { ...process.env, NO_COLOR: "1", HEARTH_PROFILES: run.profiles, ...run.variables },
  });
}

/** Lines as they come. */
export async function* readLines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
