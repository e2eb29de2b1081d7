import type { Socket, TCPSocketListener } from "bun";
import type { Client, Link } from "./client.ts";
import type { IrcDoor } from "./door.ts";
import { LineReader } from "./wire/line-reader.ts";

/** Certificate and key in PEM. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

export interface IrcListener {
  readonly port: number;
  stop(): void;
}

type HeldSocket = Socket<TcpLink | null>;

/** IRC over TCP, or over TLS where a certificate is given. Throws what listening throws. */
export function listenTcp(irc: IrcDoor, at: { host: string; port: number; tls?: TlsFiles }): IrcListener {
  const isSecure = at.tls !== undefined;
  const listener: TCPSocketListener<TcpLink | null> = Bun.listen<TcpLink | null>({
    hostname: at.host,
    port: at.port,
    ...(at.tls && { tls: { ...at.tls } }),
    socket: {
      open: (socket) => open(irc, socket, isSecure),
      data: (socket, bytes) => socket.data?.receive(bytes),
      drain: (socket) => socket.data?.drain(),
      close: (socket) => socket.data?.closed("Connection closed"),
      error: (socket) => socket.data?.closed("Connection lost"),
    },
  });
  return { port: listener.port, stop: () => listener.stop(true) };
}

function open(irc: IrcDoor, socket: HeldSocket, isSecure: boolean): void {
  socket.data = null;
  const link = new TcpLink(irc, socket, isSecure);
  const client = irc.accept(link);
  if (!client) {
    socket.write("ERROR :Too many connections from your address\r\n");
    socket.end();
    return;
  }
  link.client = client;
  socket.data = link;
}

/** One socket and who is behind it. A class, so that thousands share their functions. */
class TcpLink implements Link {
  readonly ip: string;
  readonly port: number;
  readonly isSecure: boolean;
  client: Client | null = null;
  readonly #irc: IrcDoor;
  readonly #socket: HeldSocket;
  readonly #reader = new LineReader();
  #isEnding = false;

  constructor(irc: IrcDoor, socket: HeldSocket, isSecure: boolean) {
    this.ip = socket.remoteAddress.replace(/^::ffff:/u, "");
    this.port = socket.remotePort ?? 0;
    this.isSecure = isSecure;
    this.#irc = irc;
    this.#socket = socket;
  }

  write(bytes: Uint8Array): number {
    return this.#socket.write(bytes);
  }

  /** What is waiting goes out first, as far as the other side takes it. */
  end(): void {
    this.#isEnding = true;
    if (!this.client?.outbox.isWaiting) this.#socket.end();
  }

  fail(): void {
    this.closed("Reads too slowly");
    this.#socket.terminate();
  }

  receive(bytes: Uint8Array): void {
    if (this.client && !this.#isEnding) this.#irc.receive(this.client, this.#reader.push(bytes));
  }

  drain(): void {
    this.client?.outbox.drain();
    if (this.#isEnding && !this.client?.outbox.isWaiting) this.#socket.end();
  }

  closed(reason: string): void {
    if (this.client) this.#irc.closed(this.client, reason);
  }
}
