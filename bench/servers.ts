import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { hearthCommand } from "./hearth.ts";
import { compile } from "./native.ts";
import { run } from "./processes.ts";

/** How the load generator talks to a server. */
export type Talk = "hearth" | "plain" | "socketio" | "irc" | "irc+tls";

/** A server that is measured beside others. */
export interface Server {
  readonly name: string;
  readonly talk: Talk;
  /** What it is, for the table of versions; `null`: it is not on this machine. */
  readonly version: () => Promise<string | null>;
  /** Starts it. `dir` is empty, or its own from before; `frameBytes`: how large its frames shall be, where it can choose. */
  readonly command: (place: Place) => Promise<readonly string[]>;
}

export interface Place {
  readonly port: number;
  readonly dir: string;
  readonly frameBytes: number;
}

const own = async (): Promise<string> => "this one";

export const hearth: Server = {
  name: "Hearth",
  talk: "hearth",
  version: own,
  command: async ({ port, dir }) => hearthCommand(dir, port),
};

export const hearthIrc: Server = {
  name: "Hearth",
  talk: "irc",
  version: own,
  command: async ({ port, dir }) => hearthCommand(dir, 0, ["--irc-port", String(port)]),
};

/** The least that the bytes themselves cost: no people, no rights, no log, no disk. */
export const limit: Server = {
  name: "C limit",
  talk: "plain",
  version: own,
  command: async ({ port, frameBytes }) => [await compile("limit"), String(port), String(frameBytes)],
};

export const naiveWs: Server = script("ws", "plain", "ws.mjs");
export const socketIo: Server = script("socket.io", "socketio", "socket-io.mjs");

export const inspIrcd: Server = {
  name: "InspIRCd",
  talk: "irc",
  version: () => readVersion(["inspircd", "--version"]),
  command: async ({ port, dir }) => {
    const path = join(dir, "inspircd.conf");
    writeFileSync(path, formatInspIrcd(port));
    return ["inspircd", "--runasroot", "--nofork", "--nopid", "--nolog", "--config", path];
  },
};

export const ngIrcd: Server = {
  name: "ngIRCd",
  talk: "irc",
  version: () => readVersion(["ngircd", "--version"]),
  command: async ({ port, dir }) => {
    const path = join(dir, "ngircd.conf");
    writeFileSync(path, formatNgIrcd(port));
    return ["ngircd", "--nodaemon", "--config", path];
  },
};

function script(packageName: string, talk: Talk, file: string): Server {
  return {
    name: packageName === "socket.io" ? "Socket.IO" : packageName,
    talk,
    version: async () => {
      if (!Bun.which("node")) return null;
      const path = import.meta.resolve(`${packageName}/package.json`);
      const { version } = (await Bun.file(new URL(path)).json()) as { readonly version: string };
      return `${packageName} ${version} on Node ${(await run(["node", "--version"])).trim()}`;
    },
    command: async ({ port, frameBytes }) => [
      "node",
      join(import.meta.dir, "peers", file),
      String(port),
      String(frameBytes),
    ],
  };
}

async function readVersion(command: readonly string[]): Promise<string | null> {
  if (!Bun.which(command[0] ?? "")) return null;
  // The rest of the line lists what it was built with.
  const [words] = /^[A-Za-z]+[- ][\d.]+/.exec(await run(command)) ?? [];
  return words?.replace("-", " ") ?? null;
}

/** Nothing that protects people from each other: the others have none of it on, either. */
function formatInspIrcd(port: number): string {
  return `<server name="bench.example" description="bench" network="bench" id="001">
<admin name="bench" nick="bench" email="bench@bench.example">
<bind address="127.0.0.1" port="${port}" type="clients">
<connect name="main" allow="127.0.0.1" pingfreq="1h" timeout="2m" useident="no" resolvehostnames="no" fakelag="no"
  threshold="100000000" commandrate="100000000" recvq="8M" softsendq="200M" hardsendq="250M"
  localmax="20000" globalmax="20000" limit="20000" maxconnwarn="no">
<performance netbuffersize="65534" somaxconn="4096" softlimit="20000">
`;
}

function formatNgIrcd(port: number): string {
  return `[Global]
Name = bench.example
Info = bench
AdminEMail = bench@bench.example
MotdPhrase = bench
Listen = 127.0.0.1
Ports = ${port}
ServerUID = root
ServerGID = root
[Limits]
MaxConnections = 0
MaxConnectionsIP = 0
MaxJoins = 0
MaxPenaltyTime = 0
PingTimeout = 3600
PongTimeout = 3600
[Options]
DNS = no
Ident = no
PAM = no
`;
}
