import type { ServerWebSocket } from "bun";
import type { Client, Link } from "./client.ts";
import type { IrcDoor } from "./door.ts";
import type { IrcListener, TlsFiles } from "./listen.ts";
import { readLine } from "./wire/line-reader.ts";

/** IRCv3 websocket: one line per frame, without its break. */
const protocols = ["binary.ircv3.net", "text.ircv3.net"] as const;

interface Held {
  client: Client | null;
  readonly isBinary: boolean;
  readonly ip: string;
  readonly port: number;
}
type HeldSocket = ServerWebSocket<Held>;

const maxFrameBytes = 16_384;
const maxBacklogBytes = 2 * 1024 * 1024;
const utf8 = new TextEncoder();
const decoder = new TextDecoder();

/** IRC in web sockets. Throws what listening throws. */
export function listenWebSocket(
  irc: IrcDoor,
  at: { host: string; port: number; tls?: TlsFiles },
): IrcListener {
  const isSecure = at.tls !== undefined;
  const server = Bun.serve<Held>({
    hostname: at.host,
    port: at.port,
    ...(at.tls && { tls: { ...at.tls } }),
    fetch(request, running) {
      const data = heldOf(request, running.requestIP(request));
      const headers = { "sec-websocket-protocol": data.isBinary ? protocols[0] : protocols[1] };
      const isOffered = offeredOf(request).length > 0;
      if (running.upgrade(request, { data, ...(isOffered && { headers }) })) return undefined;
      return new Response("This address speaks IRC over WebSocket.", {
        status: 426,
        headers: { upgrade: "websocket" },
      });
    },
    websocket: {
      maxPayloadLength: maxFrameBytes,
      backpressureLimit: maxBacklogBytes,
      closeOnBackpressureLimit: true,
      idleTimeout: 0,
      sendPings: false,
      perMessageDeflate: false,
      open: (socket) => open(irc, socket, isSecure),
      message: (socket, frame) => receive(irc, socket, frame),
      drain: (socket) => socket.data.client?.outbox.drain(),
      close: (socket) => {
        if (socket.data.client) irc.closed(socket.data.client, "Connection closed");
      },
    },
  });
  return { port: server.port ?? at.port, stop: () => void server.stop(true) };
}

function offeredOf(request: Request): string[] {
  const offered = (request.headers.get("sec-websocket-protocol") ?? "").split(",").map((name) => name.trim());
  return offered.filter((name) => (protocols as readonly string[]).includes(name));
}

function heldOf(request: Request, peer: { address: string; port: number } | null): Held {
  const [first] = offeredOf(request);
  const ip = (peer?.address ?? "").replace(/^::ffff:/u, "");
  return { client: null, isBinary: first === "binary.ircv3.net", ip, port: peer?.port ?? 0 };
}

function open(irc: IrcDoor, socket: HeldSocket, isSecure: boolean): void {
  const client = irc.accept(createLink(irc, socket, isSecure));
  if (client) socket.data.client = client;
  else socket.close(1013, "Too many connections from your address");
}

function createLink(irc: IrcDoor, socket: HeldSocket, isSecure: boolean): Link {
  const { ip, port, isBinary } = socket.data;
  return {
    ip,
    port,
    isSecure,
    write(bytes) {
      for (const line of decoder.decode(bytes).split("\r\n")) {
        if (line !== "") socket.send(isBinary ? utf8.encode(line) : line);
      }
      return bytes.length;
    },
    end: () => socket.close(1000),
    fail: () => {
      if (socket.data.client) irc.closed(socket.data.client, "Reads too slowly");
      socket.terminate();
    },
  };
}

function receive(irc: IrcDoor, socket: HeldSocket, frame: string | Uint8Array): void {
  const { client } = socket.data;
  const bytes = typeof frame === "string" ? utf8.encode(frame) : frame;
  const read = readLine(trimBreak(bytes));
  if (client && read) irc.receive(client, [read]);
}

function trimBreak(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 10 || bytes[end - 1] === 13)) end -= 1;
  return bytes.subarray(0, end);
}
