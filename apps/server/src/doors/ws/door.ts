import {
  type ClientFrame,
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
import type { Topic } from "../../core/ports.ts";
import type { Door, Session } from "../../core/session.ts";
import { type Connection, type Phase, type Socket, WsSession } from "./connection.ts";

const pingAfterMs = 15_000;
const silentAfterMs = 45_000;
const checkEveryMs = 1_000;
/** A client that has not said hello by then never will. */
const greetWithinMs = 10_000;
/** Unsent bytes per connection; past it the client is closed and resumes. */
const maxBacklogBytes = 2 * 1024 * 1024;
/** What the runtime reads at most; between this and `sizes.maxFrameBytes` the client gets a sentence first. */
const maxReadBytes = 1024 * 1024;

/** A frame with a number, which gets an answer with that number. */
type Asked = Extract<ClientFrame, { readonly id: number }>;

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
  readonly #opening = new Set<Socket>();
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

  publish(topic: Topic, frame: ServerFrame): void {
    const opening = [...this.#opening].filter(({ data: { phase } }) => isWaitingFor(phase, topic));
    const isAwaited = this.#server !== null && this.#server.subscriberCount(topic) > 0;
    if (!isAwaited && opening.length === 0) return;
    const text = formatServerFrame(frame);
    if (isAwaited) this.#server?.publish(topic, text);
    for (const { data } of opening) if (data.phase.type === "opening") data.phase.held.push(text);
  }

  get #clock() {
    return this.#parts.core.parts.clock;
  }

  #check(socket: Socket): void {
    const connection = socket.data;
    const now = this.#clock.elapsed();
    const silentMs = now - connection.lastInboundMs;
    // Before the hello no frame buys time.
    const isLate = connection.phase.type === "greeting" && now - connection.upgradedAtMs >= greetWithinMs;
    if (isLate || silentMs >= silentAfterMs) {
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
    void this.#answer(socket, phase.session, frame);
  }

  #greet(socket: Socket, version: number): void {
    if (version !== protocolVersion)
      throw new WireError(new Refusal("version_unsupported", { version: protocolVersion }));
    if (!socket.data.device) throw new WireError(new Refusal("sign_in_needed"));
    const session = new WsSession(socket);
    socket.data.phase = { type: "opening", topics: new Set(), held: [] };
    this.#opening.add(socket);
    this.#open(socket, session)
      .catch((error: unknown) => this.#fail(socket, error))
      .finally(() => this.#opening.delete(socket));
  }

  async #open(socket: Socket, session: Session): Promise<void> {
    const welcome = await this.#parts.core.open(session);
    const { phase } = socket.data;
    if (phase.type !== "opening") return this.#parts.core.close(session, false);
    if (welcome) send(socket, welcome);
    socket.data.phase = { type: "open", session };
    for (const topic of phase.topics) socket.subscribe(topic);
    for (const text of phase.held) socket.send(text);
    this.#parts.onOpened(session);
  }

  async #answer(socket: Socket, session: Session, asked: Asked): Promise<void> {
    try {
      send(socket, { type: "ack", id: asked.id, result: await this.#execute(session, asked) });
    } catch (error) {
      sendRefusal(socket, asked.id, this.#refusalOf(error));
    }
  }

  async #execute(session: Session, asked: Asked): Promise<unknown> {
    if (asked.kind === "command") return this.#parts.core.execute(session, asked.command as never);
    this.#parts.core.countRefused(session);
    throw asked.refusal;
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

function isWaitingFor(phase: Phase, topic: Topic): boolean {
  return phase.type === "opening" && phase.topics.has(topic);
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
    case "person_deleted":
      return "name deleted";
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
