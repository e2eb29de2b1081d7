import { readFileSync } from "node:fs";
import type { IrcDoorParts } from "../doors/irc/contract.ts";
import { IrcDoor } from "../doors/irc/door.ts";
import { type IrcListener, listenTcp, type TlsFiles } from "../doors/irc/listen.ts";
import { listenWebSocket } from "../doors/irc/websocket.ts";
import { type Attempt, codeOf, fail, succeed } from "./attempt.ts";

/** Where IRC clients come in; `null`: not there. */
export interface IrcPorts {
  readonly host: string;
  readonly port: number | null;
  readonly tlsPort: number | null;
  readonly wsPort: number | null;
  readonly certPath: string | null;
  readonly keyPath: string | null;
}

export interface OpenedIrc {
  /** As bound, where 0 was asked for. */
  readonly port: number | null;
  readonly tlsPort: number | null;
  readonly wsPort: number | null;
  stop(): void;
}

/** "port 6667, TLS 6697", for the host; nothing when IRC is not there. */
export function describeIrc(irc: Omit<OpenedIrc, "stop"> | null): string {
  if (!irc) return "";
  const { port, tlsPort, wsPort } = irc;
  const ways = [port && `port ${port}`, tlsPort && `TLS ${tlsPort}`, wsPort && `web socket ${wsPort}`];
  return ways.filter(Boolean).join(", ");
}

/** Opens the IRC door on every port that is set; or says in a sentence why it cannot. */
export function openIrc(parts: IrcDoorParts, ports: IrcPorts): Attempt<OpenedIrc> {
  const listeners: IrcListener[] = [];
  const door = new IrcDoor(parts);
  const open = (
    port: number | null,
    listen: (at: { host: string; port: number }) => IrcListener,
  ): number | null => {
    if (port === null) return null;
    const listener = listen({ host: ports.host, port });
    listeners.push(listener);
    return listener.port;
  };
  try {
    const tls = readTls(ports);
    if (ports.tlsPort !== null && !tls)
      return fail("irc.tlsPort needs a certificate: set tls.cert and tls.key.");
    const opened = {
      port: open(ports.port, (at) => listenTcp(door, at)),
      tlsPort: open(ports.tlsPort, (at) => listenTcp(door, { ...at, ...(tls && { tls }) })),
      wsPort: open(ports.wsPort, (at) => listenWebSocket(door, at)),
    };
    door.start();
    return succeed({ ...opened, stop: () => stop(door, listeners) });
  } catch (error) {
    for (const listener of listeners) listener.stop();
    return fail(describe(error));
  }
}

function stop(door: IrcDoor, listeners: readonly IrcListener[]): void {
  door.stop();
  for (const listener of listeners) listener.stop();
}

function readTls({ certPath, keyPath }: IrcPorts): TlsFiles | null {
  if (certPath === null || keyPath === null) return null;
  return { cert: readFileSync(certPath, "utf8"), key: readFileSync(keyPath, "utf8") };
}

function describe(error: unknown): string {
  const code = codeOf(error);
  if (code === "ENOENT" || code === "EACCES") {
    return `The certificate or key for IRC over TLS cannot be read: ${String(error)}.`;
  }
  if (code === "EADDRINUSE") return "A port for IRC is taken by another program. Choose another one.";
  return `IRC cannot be opened: ${String(error)}.`;
}
