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

interface Held {
  readonly client: Client;
  readonly reader: LineReader;
  isEnding: boolean;
}
type HeldSocket = Socket<Held | null>;

/** IRC over TCP, or over TLS where a certificate is given. Throws what listening throws. */
export function listenTcp(irc: IrcDoor, at: { host: string; port: number; tls?: TlsFiles }): IrcListener {
  const isSecure = at.tls !== undefined;
  const listener: TCPSocketListener<Held | null> = Bun.listen<Held | null>({
    hostname: at.host,
    port: at.port,
    ...(at.tls && { tls: { ...at.tls } }),
    socket: {
      open: (socket) => open(irc, socket, isSecure),
      data: (socket, bytes) => receive(irc, socket, bytes),
      drain: (socket) => drain(socket),
      close: (socket) => closed(irc, socket, "Connection closed"),
      error: (socket) => closed(irc, socket, "Connection lost"),
    },
  });
  return { port: listener.port, stop: () => listener.stop(true) };
}

function open(irc: IrcDoor, socket: HeldSocket, isSecure: boolean): void {
  socket.data = null;
  const client = irc.accept(createLink(irc, socket, isSecure));
  if (!client) {
    socket.write("ERROR :Too many connections from your address\r\n");
    socket.end();
    return;
  }
  socket.data = { client, reader: new LineReader(), isEnding: false };
}

function createLink(irc: IrcDoor, socket: HeldSocket, isSecure: boolean): Link {
  return {
    ip: socket.remoteAddress.replace(/^::ffff:/u, ""),
    port: socket.remotePort ?? 0,
    isSecure,
    write: (bytes) => socket.write(bytes),
    end: () => endWhenSent(socket),
    fail: () => {
      closed(irc, socket, "Reads too slowly");
      socket.terminate();
    },
  };
}

/** What is waiting goes out first, as far as the other side takes it. */
function endWhenSent(socket: HeldSocket): void {
  if (socket.data) socket.data.isEnding = true;
  if (!socket.data?.client.outbox.isWaiting) socket.end();
}

function receive(irc: IrcDoor, socket: HeldSocket, bytes: Uint8Array): void {
  if (socket.data && !socket.data.isEnding) irc.receive(socket.data.client, socket.data.reader.push(bytes));
}

function drain(socket: HeldSocket): void {
  const { data } = socket;
  data?.client.outbox.drain();
  if (data?.isEnding && !data.client.outbox.isWaiting) socket.end();
}

function closed(irc: IrcDoor, socket: HeldSocket, reason: string): void {
  if (socket.data) irc.closed(socket.data.client, reason);
}
