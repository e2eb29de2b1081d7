import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FileLimits } from "../src/core/files/files.ts";
import type { LimitOptions } from "../src/core/limits/ledger.ts";
import type { Clock } from "../src/core/ports.ts";
import { type Running, serve } from "../src/serve.ts";
import { type Account, Client, takeName } from "./client.ts";
import { fileLimits } from "./world.ts";

/** A whole Hearth in this process, on a real port of this machine, over SQLite in a folder of its own. */
export interface Hearth {
  readonly running: Running;
  readonly origin: string;
  readonly port: number;
  readonly dataDir: string;
  /** What was logged as a bug or an outage: a story that expects none says so. */
  readonly bugs: unknown[];
  /** Lines of the terminal: who came and went. */
  readonly lines: string[];
  /** Takes a name as a program does, without a cookie. */
  join(name: string): Promise<Account>;
  /** Takes a name and says hello. */
  enter(name: string): Promise<Client>;
  /** Ends it; the data goes, too. */
  close(): Promise<void>;
}

export interface HearthOptions {
  readonly limits?: LimitOptions;
  readonly fileLimits?: Partial<FileLimits>;
  readonly clock?: Clock;
  readonly hosts?: readonly string[];
  readonly trustedProxies?: readonly string[];
}

export async function openHearth(options: HearthOptions = {}): Promise<Hearth> {
  const dataDir = mkdtempSync(join(tmpdir(), "hearth-story-"));
  const bugs: unknown[] = [];
  const lines: string[] = [];
  const started = await serve({
    dataDir,
    openPort: (listen) => ({ ok: true, value: listen("127.0.0.1", 0) }),
    communityName: "Story",
    version: "0.0.0",
    appDir: join(dataDir, "no-app"),
    hosts: new Set(options.hosts ?? []),
    trustedProxies: new Set(options.trustedProxies ?? []),
    limits: options.limits ?? { messages: false, logins: false },
    fileLimits: { ...fileLimits, ...options.fileLimits },
    passwordHashCost: "test",
    ...(options.clock && { clock: options.clock }),
    addressOf: ({ port }) => `http://127.0.0.1:${port}`,
    labelOf: (userAgent) => userAgent.slice(0, 40),
    onBug: (error) => `bug-${bugs.push(error)}`,
    onOpened: (session, name) => void lines.push(`+ ${name} ${session.address}`),
    onClosed: (session, name, note) => void lines.push(`- ${name} ${session.address} ${note}`),
  });
  if (!started.ok) throw new Error(started.problem);
  const running = started.value;
  const origin = `http://127.0.0.1:${running.port}`;
  const joinAs = (name: string): Promise<Account> => takeName(origin, name);
  return {
    running,
    origin,
    port: running.port,
    dataDir,
    bugs,
    lines,
    join: joinAs,
    async enter(name) {
      return Client.open(origin, await joinAs(name));
    },
    async close() {
      await running.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
