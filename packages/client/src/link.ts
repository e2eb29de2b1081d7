import type { ServerFrame } from "@hearth/protocol";
import type { Clock, SocketLike } from "./ports.ts";

/** How long a host may take from the first packet to the welcome. */
const openingLimitMs = 10_000;
/** The server pings after 15 s of silence; longer than this and the connection is dead, whatever the socket says. */
const silenceLimitMs = 40_000;

/** What a link tells; nothing more after `onEnd`. */
export interface LinkListener {
  readonly onOpen: () => void;
  readonly onFrame: (frame: ServerFrame) => void;
  readonly onEnd: () => void;
}

/** The life of one socket: frames both ways, and one end, however it comes about. */
export class Link {
  readonly #socket: SocketLike;
  readonly #clock: Clock;
  readonly #listener: LinkListener;
  #isEnded = false;
  #limitMs = openingLimitMs;
  #lastFrameAtMs: number;
  #cancelWatch: () => void;

  constructor(socket: SocketLike, clock: Clock, listener: LinkListener) {
    this.#socket = socket;
    this.#clock = clock;
    this.#listener = listener;
    this.#lastFrameAtMs = clock.now();
    this.#cancelWatch = clock.setTimer(() => this.#watch(), this.#limitMs);
    socket.addEventListener("open", () => this.#isEnded || listener.onOpen());
    socket.addEventListener("message", (event) => this.#read(event.data));
    socket.addEventListener("close", () => this.end());
    socket.addEventListener("error", () => this.end());
  }

  /** When the last frame came, by the device's clock. */
  get lastFrameAtMs(): number {
    return this.#lastFrameAtMs;
  }

  /** The welcome is here: from now on only silence ends the link. */
  settle(): void {
    this.#limitMs = silenceLimitMs;
  }

  send(frame: object): void {
    if (!this.#isEnded) this.#socket.send(JSON.stringify(frame));
  }

  end(): void {
    if (this.#isEnded) return;
    this.close();
    this.#listener.onEnd();
  }

  /** Ends without telling. */
  close(): void {
    this.#isEnded = true;
    this.#cancelWatch();
    this.#socket.close();
  }

  #read(data: unknown): void {
    if (this.#isEnded) return;
    this.#lastFrameAtMs = this.#clock.now();
    const frame = parseFrame(data);
    if (frame) this.#listener.onFrame(frame);
    else this.end();
  }

  #watch(): void {
    const leftMs = this.#lastFrameAtMs + this.#limitMs - this.#clock.now();
    if (leftMs <= 0) return this.end();
    this.#cancelWatch = this.#clock.setTimer(() => this.#watch(), Math.min(leftMs, this.#limitMs));
  }
}

/** The server is trusted to keep the protocol; whatever is not even an object with a type is not the server. */
function parseFrame(data: unknown): ServerFrame | null {
  try {
    const frame: unknown = JSON.parse(String(data));
    return typeof frame === "object" && frame !== null && "type" in frame ? (frame as ServerFrame) : null;
  } catch {
    return null;
  }
}
