import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { BunFile, Subprocess } from "bun";

/** A Hearth in a process of its own, as a host runs it. */
export interface ServerProcess {
  readonly origin: string;
  readonly dataDir: string;
  readonly process: Subprocess;
  /** Waits until the terminal shows this, and gives what matched. */
  readonly shows: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** Ends it as a host does, and waits for its end. The data stays. */
  stop(): Promise<void>;
  /** As a crash does. */
  kill(): Promise<void>;
  /** Removes the data. */
  remove(): void;
}

const main = join(findRoot(import.meta.dir), "apps/server/src/main.ts");

export interface ServerProcessOptions {
  /** Kept and used again; a new one unless given. */
  readonly dataDir?: string;
  /** More flags of `hearth serve`. */
  readonly args?: readonly string[];
  /** A command that runs the one behind it, given the data folder: a namespace, a limit. */
  readonly within?: (dataDir: string) => readonly string[];
  /** `ignore`: the story expects trouble, and its log is nobody's news. */
  readonly stderr?: "inherit" | "ignore" | BunFile;
}

/** Starts a server on a free port, for this machine only. Resolves once it listens. */
export async function startServer(options: ServerProcessOptions = {}): Promise<ServerProcess> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "hearth-data-"));
  const args = ["serve", "--data", dataDir, "--host", "127.0.0.1", "--port", "0", ...(options.args ?? [])];
  const within = options.within?.(dataDir) ?? [];
  const process = Bun.spawn([...within, globalThis.process.execPath, main, ...args], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: options.stderr ?? "inherit",
    env: { ...globalThis.process.env, NO_COLOR: "1" },
  });
  const shows = readTerminal(process.stdout);
  const [, port] = await shows(/http:\/\/[^\s/]+:(\d+)/);
  return {
    origin: `http://127.0.0.1:${port}`,
    dataDir,
    process,
    shows,
    stop: () => end(process, "SIGTERM"),
    kill: () => end(process, "SIGKILL"),
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

async function end(process: Subprocess, signal: NodeJS.Signals): Promise<void> {
  process.kill(signal);
  await process.exited;
}

/** Reads on to the end, so that a full pipe never stops the server. */
function readTerminal(stdout: ReadableStream<Uint8Array>): ServerProcess["shows"] {
  let text = "";
  let isOver = false;
  let wake = Promise.withResolvers<void>();
  const tell = (): void => {
    wake.resolve();
    wake = Promise.withResolvers();
  };
  void (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of stdout) {
      text += decoder.decode(chunk, { stream: true });
      tell();
    }
    isOver = true;
    tell();
  })();
  return async (pattern) => {
    for (;;) {
      const found = pattern.exec(text);
      if (found) return found;
      if (isOver) throw new Error(`the server ended without showing ${pattern}: ${text}`);
      await wake.promise;
    }
  };
}

function findRoot(dir: string): string {
  return existsSync(join(dir, "package-lock.json")) ? dir : findRoot(dirname(dir));
}
