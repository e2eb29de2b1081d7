import {
  type DeviceId,
  formatServerFrame,
  type ServerFrame,
  type SessionEnd,
  type SessionId,
  type UserId,
} from "@hearth/protocol";
import type { ServerWebSocket } from "bun";
import type { Topic } from "../../core/ports.ts";
import type { DeviceRow } from "../../core/rows.ts";
import type { Session } from "../../core/session.ts";

/** What a connection goes through; each state carries only its own. */
export type Phase =
  | { readonly type: "greeting" }
  | { readonly type: "opening"; readonly topics: Set<Topic>; readonly held: string[] }
  | { readonly type: "open"; readonly session: Session }
  | { readonly type: "closed" };

/** A web socket with what the door knows of it. */
export interface Connection {
  readonly id: SessionId;
  readonly device: Pick<DeviceRow, "id" | "user"> | null;
  readonly address: string;
  readonly client: string;
  readonly openedAtMs: number;
  phase: Phase;
  /** When it opened, on the clock of durations. */
  readonly upgradedAtMs: number;
  /** When the last frame arrived: what is sent proves nothing about the other side. */
  lastInboundMs: number;
  pingedAtMs: number;
  /** Why the door closed it, when it did. */
  closing: SessionEnd | "silent" | "wire" | null;
}
export type Socket = ServerWebSocket<Connection>;

/**
 * A session whose topics are Bun's own, once it is open. Until its welcome was sent they are only noted, and
 * what is published to them is held: the welcome is the first frame, and nothing falls between.
 *
 * A class, so that five thousand of them share their functions.
 */
export class WsSession implements Session {
  readonly door = "web";
  readonly actor: Session["actor"];
  readonly #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket;
    const { user, id } = this;
    this.actor = user ? { user } : { guest: id, name: "" };
  }

  get id(): SessionId {
    return this.#socket.data.id;
  }

  get user(): UserId | null {
    return this.#socket.data.device?.user ?? null;
  }

  get device(): DeviceId | null {
    return this.#socket.data.device?.id ?? null;
  }

  get address(): string {
    return this.#socket.data.address;
  }

  get client(): string {
    return this.#socket.data.client;
  }

  get openedAtMs(): number {
    return this.#socket.data.openedAtMs;
  }

  subscribe(topic: Topic): void {
    const { phase } = this.#socket.data;
    if (phase.type === "opening") phase.topics.add(topic);
    else if (phase.type === "open") this.#socket.subscribe(topic);
  }

  unsubscribe(topic: Topic): void {
    const { phase } = this.#socket.data;
    if (phase.type === "opening") phase.topics.delete(topic);
    else if (phase.type === "open") this.#socket.unsubscribe(topic);
  }

  send(frame: ServerFrame): void {
    this.#socket.send(formatServerFrame(frame));
  }

  end(why: SessionEnd): void {
    this.#socket.data.closing = why;
    this.send({ type: "bye", why });
    this.#socket.close(why === "stopping" ? 1001 : 4401, why);
  }
}
