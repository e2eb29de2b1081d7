import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../src/config.ts";
import type { FileLimits } from "../src/core/files/files.ts";
import type { LimitOptions } from "../src/core/limits/ledger.ts";
import type { Clock } from "../src/core/ports.ts";
import type { IrcOptions } from "../src/doors/irc/options.ts";
import { type Running, type ServeOptions, serve } from "../src/serve.ts";
import type { OpenedIrc } from "../src/start/irc.ts";
import { formatIrcOptions } from "../src/start/irc-settings.ts";
import { type Account, Client, takeName } from "./client.ts";
import { fileLimits } from "./world.ts";

/** A whole Hearth in this process, on a real port of this machine, over SQLite in a folder of its own. */
export interface Hearth {
  readonly running: Running;
  readonly origin: string;
  readonly port: number;
  readonly dataDir: string;
  /** Ports of the IRC door, where one was wanted. */
  readonly irc: { readonly port: number; readonly tlsPort: number; readonly wsPort: number };
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
  /** Opens the IRC door, with these options in place of the usual ones. */
  readonly irc?: Partial<IrcOptions>;
  /** Certificate and key of the IRC door, as files. */
  readonly tls?: { readonly certPath: string; readonly keyPath: string };
  readonly access?: { readonly guests: boolean; readonly guestsCreateRooms: boolean };
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
    ...(options.access && { access: options.access }),
    ...(options.irc && { irc: formatIrc(options, options.irc) }),
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
    irc: portsOf(running.irc),
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

/** The door as a host gets it who sets nothing but its ports. */
function formatIrc({ tls }: HearthOptions, more: Partial<IrcOptions>): NonNullable<ServeOptions["irc"]> {
  const read = readConfig({ args: ["--name", "Story"], variables: {}, readFile: () => "" });
  if (!read.ok) throw new Error(read.problems.join());
  return {
    ports: {
      host: "127.0.0.1",
      port: 0,
      tlsPort: tls ? 0 : null,
      wsPort: 0,
      certPath: tls?.certPath ?? null,
      keyPath: tls?.keyPath ?? null,
    },
    optionsFor: (webAddress) => ({
      ...formatIrcOptions(read.values, { version: "0.0.0", name: "Story", webAddress }),
      ...more,
    }),
  };
}

function portsOf(irc: OpenedIrc | null): Hearth["irc"] {
  return { port: irc?.port ?? 0, tlsPort: irc?.tlsPort ?? 0, wsPort: irc?.wsPort ?? 0 };
}
