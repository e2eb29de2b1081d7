import { hostname, networkInterfaces } from "node:os";
import { type Config, nameOfMachine } from "../config.ts";
import type { Session } from "../core/session.ts";
import { type Running, type ServeOptions, serve } from "../serve.ts";
import { describeInterface, listAddresses, listUrls, readDefaultInterface } from "./addresses.ts";
import { type Attempt, fail, succeed } from "./attempt.ts";
import { formatBanner } from "./banner.ts";
import { formatClientLabel } from "./client-label.ts";
import { chooseColorDepth } from "./colors.ts";
import { openDataFolder } from "./data-folder.ts";
import { formatFileLimits } from "./file-settings.ts";
import { describeIrc } from "./irc.ts";
import { formatIrcOptions } from "./irc-settings.ts";
import { formatLogLine, type LogLine } from "./live-log.ts";
import { openPort } from "./port.ts";

/** What the program knows of itself. */
export interface Program {
  readonly version: string;
  /** Folder of the built web app. */
  readonly appDir: string;
}

/** Runs Hearth until it is told to stop; or says in a sentence why it cannot start. */
export async function runServer(config: Config, program: Program): Promise<Attempt<null>> {
  // Listened for from the start: whoever sees the port open may stop it at once.
  const stopped = stopSignal();
  const folder = openDataFolder(config.data);
  if (!folder.ok) return folder;
  try {
    const running = await serve(formatOptions(config, program, folder.value.path));
    if (!running.ok) return fail(running.problem);
    await greet(running.value, config, program);
    await stopped;
    await running.value.stop();
    return succeed(null);
  } finally {
    folder.value.close();
  }
}

function formatOptions(config: Config, { version, appDir }: Program, dataDir: string): ServeOptions {
  const log = createLog(config);
  return {
    dataDir,
    version,
    appDir,
    openPort: (listen) => openPort({ port: config.port, host: config.host, folder: dataDir }, listen),
    communityName: nameOf(config),
    hosts: new Set(config.hosts.map((name) => name.toLowerCase())),
    trustedProxies: new Set(config.behindProxy),
    limits: config.limits,
    fileLimits: formatFileLimits(config.files),
    passwordHashCost: config.accounts.passwordHashCost,
    access: config.access,
    irc: {
      ports: {
        host: config.host,
        port: config.irc.port,
        tlsPort: config.irc.tlsPort,
        wsPort: config.irc.wsPort,
        certPath: config.tls.cert,
        keyPath: config.tls.key,
      },
      optionsFor: (webAddress) => formatIrcOptions(config, { version, name: nameOf(config), webAddress }),
    },
    addressOf: (listening) => listUrls(readAddresses(), listening)[0],
    labelOf: formatClientLabel,
    onBug: log.bug,
    onOpened: (session, name) =>
      log.line({ ...lineOf(session, name), kind: "opened", client: session.client }),
    onClosed: (session, name, how) =>
      log.line({ ...lineOf(session, name), kind: "closed", how, openMs: Date.now() - session.openedAtMs }),
  };
}

function nameOf({ name }: Config): string {
  return name ?? nameOfMachine(hostname());
}

function readAddresses() {
  return listAddresses(networkInterfaces(), readDefaultInterface());
}

async function greet(
  { core, host, port, irc }: Running,
  config: Config,
  { version }: Program,
): Promise<void> {
  const [best] = readAddresses();
  const urls = listUrls(readAddresses(), { host, port });
  const code = await core.accounts.createOwnerCode();
  const banner = {
    version,
    urls,
    name: nameOf(config),
    network: best ? describeInterface(best.interface) : "",
    folder: config.data,
    irc: describeIrc(irc),
    ownerLink: code === null ? null : `${urls[0]}/#owner=${code}`,
  };
  process.stdout.write(formatBanner(banner, { columns: process.stdout.columns ?? 80, color: readColor() }));
}

function readColor() {
  return chooseColorDepth(process.env, process.stdout.isTTY);
}

const levels = ["error", "warn", "info", "debug"] as const;

/** Connections are told on the screen at `info`; bugs always, with the id under which they were shown. */
function createLog({ log }: Config): {
  readonly line: (line: LogLine) => void;
  readonly bug: (error: unknown) => string;
} {
  const color = readColor();
  // Whoever read the terminal went away (`hearth serve | head`): the chat goes on without its log.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  return {
    line(line) {
      if (levels.indexOf(log) < levels.indexOf("info")) return;
      process.stdout.write(`${formatLogLine(line, { color })}\n`);
    },
    bug(error) {
      const id = crypto.randomUUID().slice(0, 8);
      process.stderr.write(`${new Date().toISOString()} error ${id} ${describe(error)}\n`);
      return id;
    },
  };
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\n  caused by ${describe(error.cause)}`;
  return `${error.stack || String(error)}${cause}`;
}

/** `192.168.1.57:51022` and `[fd00::1]:51022`; behind a proxy there is no port. */
function lineOf({ address }: Session, name: string | null) {
  const parts = /^\[?(.*?)\]?(?::(\d+))?$/u.exec(address);
  return { atMs: Date.now(), name, address: parts?.[1] ?? address, port: Number(parts?.[2] ?? 0) };
}

/** Resolves at the first signal to stop; a second one ends the program at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const stop = (): void => {
      if (asked) process.exit(130);
      asked = true;
      resolve();
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
    process.on("SIGHUP", stop);
  });
}
