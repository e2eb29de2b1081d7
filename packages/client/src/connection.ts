import {
  type Bye,
  type CommandInput,
  type Ephemeral,
  type FeedEntry,
  protocolVersion,
  Refusal,
  type Refused,
  type RoomEvent,
  type ServerFrame,
  Unavailable,
  type Welcome,
} from "@hearth/protocol";
import { batch, signal } from "@preact/signals-core";
import { backoffMs } from "./backoff.ts";
import type { Status } from "./contract.ts";
import { Link } from "./link.ts";
import { createNewsQueue, type NewsQueue } from "./news-queue.ts";
import type { ClientOptions, SocketLike } from "./ports.ts";
import { parseRefusal } from "./refusals.ts";
import { type Asker, Requests } from "./requests.ts";

/** A connection that held this long was a good one: the next loss starts with the shortest wait again. */
const steadyMs = 5_000;

/** Frames that are neither answers nor about the connection itself. */
export type NewsFrame = RoomEvent | FeedEntry | Ephemeral;

export interface ConnectionListener {
  /** `helloAtMs`: when the hello it answers was sent, by the device's clock. */
  readonly onWelcome: (welcome: Welcome, helloAtMs: number) => void;
  readonly onNews: (frame: NewsFrame) => void;
  readonly onServerTime: (serverTimeMs: number) => void;
  /** The connection of the last welcome is gone. */
  readonly onLost: () => void;
}

interface Attempt {
  readonly link: Link;
  readonly requests: Requests;
  readonly news: NewsQueue<NewsFrame>;
  helloAtMs: number;
  /** Null until the welcome. */
  liveAtMs: number | null;
  /** The host listens for us before it reads our rooms: news may overtake the welcome. */
  early: NewsFrame[];
}

/** Keeps one connection to the host: hello and welcome, heartbeat, and trying again after a loss. */
export class Connection {
  readonly status = signal<Status>({ phase: "connecting" });
  readonly #options: ClientOptions;
  readonly #listener: ConnectionListener;
  #attempt: Attempt | null = null;
  #tries = 0;
  #offlineSinceMs: number | null = null;
  #cancelRetry: () => void = () => {};

  constructor(options: ClientOptions, listener: ConnectionListener) {
    this.#options = options;
    this.#listener = listener;
  }

  get isLive(): boolean {
    return this.#attempt !== null && this.#attempt.liveAtMs !== null;
  }

  /** Opens the first connection, or the next one without waiting any longer. */
  connect(): void {
    if (this.#attempt || this.status.peek().phase === "closed") return;
    this.#cancelRetry();
    const status = this.status.peek();
    this.status.value =
      status.phase === "offline" ? { ...status, nextTryAtMs: null } : { phase: "connecting" };
    const socket = this.#openSocket();
    if (socket) this.#attempt = this.#openAttempt(socket);
    else this.#retryLater();
  }

  /** Sends a command over the live connection. */
  request(command: CommandInput, asker: Asker): void {
    if (this.#attempt && this.isLive) this.#attempt.requests.send(command, asker);
    else asker.failed(new Unavailable("unavailable"));
  }

  /** Ends this connection and makes a new one at once, for a fresh welcome. */
  restart(): void {
    this.#drop();
    this.connect();
  }

  close(): void {
    this.#drop();
    this.#cancelRetry();
    this.status.value = { phase: "closed" };
  }

  #openSocket(): SocketLike | null {
    try {
      return this.#options.openSocket(`${this.#options.origin.replace(/^http/, "ws")}/socket`);
    } catch {
      return null;
    }
  }

  #openAttempt(socket: SocketLike): Attempt {
    const { clock, clientLabel, beforeDraw } = this.#options;
    const link = new Link(socket, clock, {
      onOpen: () => {
        attempt.helloAtMs = clock.now();
        link.send({ type: "hello", version: protocolVersion, client: clientLabel });
      },
      onFrame: (frame) => batch(() => this.#read(attempt, frame)),
      onEnd: () => {
        attempt.news.flush();
        this.#lose();
      },
    });
    // No answer, and nothing else either since the command left: the network forgot this connection.
    const requests = new Requests(
      clock,
      (frame) => link.send(frame),
      (sentAtMs) => link.lastFrameAtMs <= sentAtMs && link.end(),
    );
    const news = createNewsQueue<NewsFrame>((frames) => this.#takeNews(attempt, frames), beforeDraw);
    const attempt: Attempt = { link, requests, news, helloAtMs: clock.now(), liveAtMs: null, early: [] };
    return attempt;
  }

  #read(attempt: Attempt, frame: ServerFrame): void {
    if (isAboutUs(frame)) attempt.news.flush();
    switch (frame.type) {
      case "welcome":
        return this.#goLive(attempt, frame);
      case "ack":
        return attempt.requests.answer(frame);
      case "refused":
        return frame.id === 0 ? this.#beRefused(frame) : attempt.requests.answer(frame);
      case "ping":
        attempt.link.send({ type: "pong" });
        return this.#listener.onServerTime(frame.serverTimeMs);
      case "bye":
        return this.#takeLeave(frame);
      default:
        if (attempt.liveAtMs === null) attempt.early.push(frame);
        else attempt.news.put(frame);
    }
  }

  /** What one of them ended the connection for is not followed by the others: the next welcome knows. */
  #takeNews(attempt: Attempt, frames: readonly NewsFrame[]): void {
    batch(() => {
      for (const frame of frames) if (this.#attempt === attempt) this.#listener.onNews(frame);
    });
  }

  #goLive(attempt: Attempt, welcome: Welcome): void {
    if (attempt.liveAtMs !== null) return;
    attempt.liveAtMs = this.#options.clock.now();
    attempt.link.settle();
    this.#offlineSinceMs = null;
    this.status.value = { phase: "live" };
    this.#listener.onWelcome(welcome, attempt.helloAtMs);
    for (const frame of attempt.early.splice(0)) this.#listener.onNews(frame);
  }

  /** Before the welcome the hello is refused; after it, a frame of ours was not understood, and the host closes. */
  #beRefused(frame: Refused): void {
    if (this.isLive) return;
    const refusal = parseRefusal(frame);
    if (refusal.retryAfterMs !== undefined || isPassing(refusal)) this.#retryLater(refusal.retryAfterMs);
    else this.#giveUp(refusal);
  }

  #takeLeave(bye: Bye): void {
    if (bye.why === "device_ended" || bye.why === "person_deleted") this.#giveUp(new Refusal(bye.why));
    else this.#retryLater(bye.retryAfterMs);
  }

  /** Only the person can help: sign in, or nothing. */
  #giveUp(refusal: Refusal): void {
    this.#drop();
    this.#tries = 0;
    this.#offlineSinceMs = null;
    this.status.value = { phase: refusal.code === "not_authenticated" ? "joining" : "refused", refusal };
  }

  #lose(): void {
    this.#retryLater();
  }

  #retryLater(atLeastMs = 0): void {
    const nowMs = this.#options.clock.now();
    const liveAtMs = this.#attempt?.liveAtMs ?? null;
    if (liveAtMs !== null && nowMs - liveAtMs >= steadyMs) this.#tries = 0;
    this.#drop();
    this.#tries += 1;
    this.#offlineSinceMs ??= nowMs;
    const delayMs = atLeastMs + backoffMs(this.#tries, this.#options.random);
    this.status.value = {
      phase: "offline",
      sinceMs: this.#offlineSinceMs,
      nextTryAtMs: nowMs + delayMs,
      tries: this.#tries,
    };
    this.#cancelRetry = this.#options.clock.setTimer(() => this.connect(), delayMs);
  }

  #drop(): void {
    const attempt = this.#attempt;
    if (!attempt) return;
    this.#attempt = null;
    attempt.link.close();
    attempt.requests.drop();
    if (attempt.liveAtMs !== null) this.#listener.onLost();
  }
}

/** An answer, or about the connection: news that came before must not come after it. */
function isAboutUs({ type }: ServerFrame): boolean {
  return /^(welcome|ack|refused|ping|bye)$/.test(type);
}

/** Trouble of the host that passes by itself. */
function isPassing({ code, reason }: Refusal): boolean {
  return (
    code === "rate_limited" || reason === "unavailable" || reason === "disk_full" || reason === "internal"
  );
}
