import { connect } from "node:net";
import { join } from "node:path";
import { root } from "./folders.ts";

/** A server under measurement. */
export interface Measured {
  readonly pid: number;
  readonly port: number;
  /** From its start to the first connection it took. */
  readonly listeningAfterMs: number;
  /** Ends it and waits until it is gone. */
  stop(): Promise<void>;
}

const giveUpAfterMs = 10_000;
const running = new Set<Bun.Subprocess>();

/** Ends every server that was started and not stopped: for whoever interrupts a run. */
export function endAll(): void {
  for (const child of running) child.kill("SIGKILL");
}

/** What `hearth serve` is started with: limits are for people, not for a load. */
export function hearthCommand(dataDir: string, port: number, more: readonly string[] = []): string[] {
  return [
    join(root, "bin/hearth"),
    "serve",
    ...["--data", dataDir, "--host", "127.0.0.1", "--port", String(port), "--log", "error"],
    ...["--no-limits-connections", "--no-limits-messages", "--no-limits-logins"],
    ...more,
  ];
}

/** Starts a command that listens on `port`. Throws with what it said when it does not. */
export async function start(command: readonly string[], port: number): Promise<Measured> {
  const startedAtMs = performance.now();
  const child = Bun.spawn([...command], { stdin: "ignore", stdout: "ignore", stderr: "pipe" });
  running.add(child);
  void child.exited.then(() => running.delete(child));
  while (!(await isListening(port))) {
    if (child.exitCode !== null) throw new Error(`${command.join(" ")}: ${await child.stderr.text()}`);
    if (performance.now() - startedAtMs > giveUpAfterMs) throw new Error(`nothing listens on port ${port}`);
    await Bun.sleep(1);
  }
  return {
    pid: child.pid,
    port,
    listeningAfterMs: performance.now() - startedAtMs,
    async stop() {
      child.kill("SIGTERM");
      await child.exited;
    },
  };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const answer = (isOpen: boolean): void => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once("connect", () => answer(true)).once("error", () => answer(false));
  });
}
