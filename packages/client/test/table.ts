import type { CommandResults, CommandType, RefusalReason, ServerFrame, Welcome } from "@hearth/protocol";
import { createClient } from "../src/client.ts";
import type { Client, Row, Timeline } from "../src/contract.ts";
import { createMemoryOutboxStore } from "../src/outbox-store.ts";
import type { HistoryStore, OutboxStore } from "../src/ports.ts";
import { clientId, createWelcome } from "./cast.ts";
import { FakeClock, settle } from "./fake-clock.ts";
import { HandSocket, type SentFrame } from "./hand-socket.ts";

/** A client on a table: its clock, its sockets, and the host's part in a test's hand. */
export class Table {
  readonly clock = new FakeClock();
  readonly sockets: HandSocket[] = [];
  readonly store: OutboxStore;
  readonly client: Client;
  readonly #answered = new Set<SentFrame>();
  #lastClientId = 0;

  constructor(
    store: OutboxStore = createMemoryOutboxStore(),
    history?: HistoryStore,
    beforeDraw?: (run: () => void) => void,
  ) {
    this.store = store;
    this.client = createClient({
      origin: "http://192.168.1.20:4327",
      openSocket: (url) => this.#openSocket(url),
      clientLabel: "test 1",
      clock: this.clock,
      random: () => 0.5,
      newClientId: () => clientId(++this.#lastClientId),
      store,
      ...(history && { history }),
      ...(beforeDraw && { beforeDraw }),
    });
  }

  /** The newest socket. */
  get socket(): HandSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error("no socket was opened");
    return socket;
  }

  /** Lets the newest socket open and welcomes it. */
  async welcome(fields: Partial<Welcome> = {}): Promise<void> {
    this.socket.open();
    await this.push(createWelcome(fields));
  }

  async push(...frames: ServerFrame[]): Promise<void> {
    for (const frame of frames) this.socket.deliver(frame);
    await settle();
  }

  /** Commands of a type on the newest socket that have no answer yet. */
  asked(type: CommandType): SentFrame[] {
    return this.socket.sent.filter((frame) => frame.type === type && !this.#answered.has(frame));
  }

  async answer<T extends CommandType>(type: T, result: CommandResults[T]): Promise<SentFrame> {
    const frame = this.#take(type);
    await this.push({ type: "ack", id: Number(frame["id"]), result });
    return frame;
  }

  async refuse(type: CommandType, reason: RefusalReason, retryAfterMs?: number): Promise<void> {
    const id = Number(this.#take(type)["id"]);
    const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
    await this.push({ type: "refused", id, code: "conflict", reason, params: {}, ...wait });
  }

  /** The network takes the newest socket; `reconnect` waits for the next one. */
  async drop(): Promise<void> {
    this.socket.drop();
    await settle();
  }

  async reconnect(fields: Partial<Welcome> = {}): Promise<void> {
    const status = this.client.status.value;
    if (status.phase !== "offline" || status.nextTryAtMs === null)
      throw new Error("not waiting for a connection");
    await this.clock.advance(status.nextTryAtMs - this.clock.now());
    await this.welcome(fields);
  }

  #openSocket(url: string): HandSocket {
    const socket = new HandSocket(url);
    this.sockets.push(socket);
    return socket;
  }

  #take(type: CommandType): SentFrame {
    const [frame] = this.asked(type);
    if (!frame) throw new Error(`no ${type} was sent`);
    this.#answered.add(frame);
    return frame;
  }
}

/** Rows in a line each: `5 Hello`, `+joined left`, `… waiting text`. */
export function readRows(timeline: Timeline): string[] {
  return timeline.rows.value.map(readRow);
}

function readRow(row: Row): string {
  switch (row.kind) {
    case "message":
      return `${row.seq} ${wordsOf(row.message.body)}`;
    case "notices":
      return `+${row.notices.map(({ type }) => type.split(".")[1]).join(" ")}`;
    case "pending":
      return `… ${row.pending.phase} ${wordsOf(row.pending.body)}`;
  }
}

function wordsOf(body: { readonly kind: string; readonly text?: string } | null): string {
  return body === null ? "(deleted)" : (body.text ?? body.kind);
}
