import {
  type Command,
  decodeClientFrame,
  formatServerFrame,
  protocolVersion,
  Refusal,
  type ServerFrame,
  sizes,
  Unavailable,
  WireError,
} from "@hearth/protocol";
import type { Server, WebSocketHandler } from "bun";
import type { Core } from "../../core/core.ts";
import type { Door, Session } from "../../core/session.ts";
import { type Connection, createSession, type Socket } from "./connection.ts";

const pingAfterMs = 15_000;
const silentAfterMs = 45_000;
const checkEveryMs = 1_000;
/** A client that has not said hello by then never will. */
const greetWithinMs = 10_000;
/** Unsent bytes per connection; past it the client is closed and resumes. */
const maxBacklogBytes = 2 * 1024 * 1024;
/** What the runtime reads at most; between this and `sizes.maxFrameBytes` the client gets a sentence first. */
const maxReadBytes = 1024 * 1024;

export interface WsDoorParts {
  readonly core: Core;
  /** Names a bug in the log and returns its id. */
  readonly onBug: (error: unknown) => string;
  /** Tells of connections, for the terminal and the connection log. */
  readonly onOpened: (session: Session) => void;
  readonly onClosed: (session: Session, note: string) => void;
}

/** The web socket door: frames of the protocol in, topics of the runtime out. */
export class WsDoor implements Door {
  readonly #parts: WsDoorParts;
  readonly #sockets = new Set<Socket>();
  #server: Server<Connection> | null = null;
  #stopChecks: (() => void) | null = null;

  constructor(parts: WsDoorParts) {
    this.#parts = parts;
    parts.core.hub.attach(this);
  }

  /** What `Bun.serve` needs to hand this door its sockets. */
  get handler(): WebSocketHandler<Connection> {
    return {
      maxPayloadLength: maxReadBytes,
      backpressureLimit: maxBacklogBytes,
      closeOnBackpressureLimit: true,
      // Outgoing frames reset the runtime's idle timer, so a dead client in a busy room would stay for ever.
      idleTimeout: 0,
      sendPings: false,
      perMessageDeflate: false,
      open: (socket) => void this.#sockets.add(socket),
      message: (socket, data) => this.#receive(socket, data),
      close: (socket, code) => this.#closed(socket, code),
    };
  }

  start(server: Server<Connection>): void {
    this.#server = server;
    const check = (): void => {
      for (const socket of this.#sockets) this.#check(socket);
      this.#stopChecks = this.#clock.setTimer(check, checkEveryMs);
    };
    this.#stopChecks = this.#clock.setTimer(check, checkEveryMs);
  }

  stop(): void {
    this.#stopChecks?.();
    for (const socket of this.#sockets) if (socket.data.phase.type !== "open") socket.close(1001, "stopping");
  }

  publish(topic: string, frame: ServerFrame): void {
    if (!this.#server || this.#server.subscriberCount(topic) === 0) return;
    this.#server.publish(topic, formatServerFrame(frame));
  }

  get #clock() {
    return this.#parts.core.parts.clock;
  }

  #check(socket: Socket): void {
    const connection = socket.data;
    const now = this.#clock.elapsed();
    const silentMs = now - connection.lastInboundMs;
    const limitMs = connection.phase.type === "open" ? silentAfterMs : greetWithinMs;
    if (silentMs >= limitMs) {
      connection.closing = "silent";
      socket.terminate();
    } else if (silentMs >= pingAfterMs && now - connection.pingedAtMs >= pingAfterMs) {
      connection.pingedAtMs = now;
      send(socket, { type: "ping", serverTimeMs: this.#clock.now() });
    }
  }

  #receive(socket: Socket, data: string | Buffer): void {
    socket.data.lastInboundMs = this.#clock.elapsed();
    try {
      if (typeof data !== "string")
        throw new WireError(new Refusal("frame_malformed", { detail: "frames are text" }));
      if (Buffer.byteLength(data) > sizes.maxFrameBytes) {
        throw new WireError(new Refusal("frame_too_large", { maxBytes: sizes.maxFrameBytes }));
      }
      this.#handle(socket, data);
    } catch (error) {
      this.#fail(socket, error);
    }
  }

  #handle(socket: Socket, data: string): void {
    const frame = decodeClientFrame(data);
    const { phase } = socket.data;
    if (frame.kind === "pong") return;
    if (frame.kind === "hello") {
      if (phase.type !== "greeting") throw new WireError(new Refusal("hello_repeated"));
      return this.#greet(socket, frame.hello.version);
    }
    if (phase.type !== "open") throw new WireError(new Refusal("hello_expected"));
    if (frame.kind === "refused") return sendRefusal(socket, frame.id, frame.refusal);
    void this.#execute(socket, phase.session, frame.id, frame.command);
  }

  #greet(socket: Socket, version: number): void {
    if (version !== protocolVersion)
      throw new WireError(new Refusal("version_unsupported", { version: protocolVersion }));
    if (!socket.data.device) throw new WireError(new Refusal("sign_in_needed"));
    const session = createSession(socket, formatServerFrame);
    socket.data.phase = { type: "opening" };
    this.#open(socket, session).catch((error: unknown) => this.#fail(socket, error));
  }

  async #open(socket: Socket, session: Session): Promise<void> {
    const welcome = await this.#parts.core.open(session);
    if (socket.data.phase.type !== "opening") return this.#parts.core.close(session, false);
    socket.data.phase = { type: "open", session };
    if (welcome) send(socket, welcome);
    this.#parts.onOpened(session);
  }

  async #execute(socket: Socket, session: Session, id: number, command: Command): Promise<void> {
    try {
      const result = await this.#parts.core.execute(session, command as never);
      send(socket, { type: "ack", id, result });
    } catch (error) {
      sendRefusal(socket, id, this.#refusalOf(error));
    }
  }

  /** A peer that broke the protocol is answered once, then closed. */
  #fail(socket: Socket, error: unknown): void {
    const refusal = error instanceof WireError ? error.refusal : this.#refusalOf(error);
    socket.data.closing = "wire";
    sendRefusal(socket, 0, refusal);
    socket.close(refusal.reason === "sign_in_needed" ? 4401 : 4400, refusal.reason);
  }

  #refusalOf(error: unknown): Refusal {
    if (error instanceof Refusal) return error;
    if (error instanceof Unavailable) {
      this.#parts.onBug(error);
      return new Refusal(error.reason);
    }
    return new Refusal("internal", { errorId: this.#parts.onBug(error) });
  }

  #closed(socket: Socket, code: number): void {
    this.#sockets.delete(socket);
    const { phase, closing } = socket.data;
    socket.data.phase = { type: "closed" };
    if (phase.type !== "open") return;
    this.#parts.core.close(phase.session, closing === "silent");
    this.#parts.onClosed(phase.session, noteOf(closing, code));
  }
}

/** For the connection log, in plain words. RFC 6455 section 7.4.1. */
function noteOf(closing: Connection["closing"], code: number): string {
  switch (closing) {
    case "silent":
      return "connection lost";
    case "stopping":
      return "Hearth stopped";
    case "device_ended":
      return "device signed out";
    case "wire":
      return "spoke another protocol";
    case null:
      return code === 1000 || code === 1001 ? "closed the page" : "connection lost";
  }
}

function send(socket: Socket, frame: ServerFrame): void {
  socket.send(formatServerFrame(frame));
}

function sendRefusal(socket: Socket, id: number, { code, reason, params, retryAfterMs }: Refusal): void {
  send(socket, {
    type: "refused",
    id,
    code,
    reason,
    params,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}
