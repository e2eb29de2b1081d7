import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Subprocess } from "bun";

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

/** Starts a server on a free port, for this machine only. Resolves once it listens. */
export async function startServer(
  options: { readonly dataDir?: string; readonly args?: readonly string[] } = {},
): Promise<ServerProcess> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "hearth-data-"));
  const args = ["serve", "--data", dataDir, "--host", "127.0.0.1", "--port", "0", ...(options.args ?? [])];
  const process = Bun.spawn([globalThis.process.execPath, main, ...args], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
    env: { ...globalThis.process.env, NO_COLOR: "1" },
  });
  const shows = readTerminal(process.stdout);
  const [origin] = await shows(/http:\/\/(?:[\d.]+|\[[\d:a-f]+\]|localhost):\d+/);
  return {
    origin,
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
