import {
  type ClientId,
  isRoomEvent,
  protocolVersion,
  type ResultOf,
  type RoomEvent,
  type RoomId,
  type ServerFrame,
} from "@hearth/protocol";
import type { Account } from "../../apps/server/test/client.ts";
import { RawSocket } from "../../apps/server/test/raw-socket.ts";
import { clientIdOf, keyOf } from "./record.ts";

const inFlight = 16;
/** A full disk is asked again after a while. */
const retryAfterMs = 50;

type Phase = "away" | "joining" | "reading" | "talking";

/**
 * A person who wants much said, on any network: keeps messages under way, names those again that were not
 * acknowledged, reads its room from where it was, and remembers what it was promised and what it saw.
 */
export class Talker {
  readonly index: number;
  readonly account: Account;
  readonly room: RoomId;
  /** Place of the `n`th message, once it was acknowledged. */
  readonly places: number[] = [];
  readonly keys: (number | undefined)[] = [undefined];
  acked = 0;
  refused = 0;
  startedOver = 0;
  /** Padding of what it says: long texts fill a slow reader's buffers. */
  textBytes = 60;
  isStopping = false;
  readonly #text: (bytes: number) => string;
  #socket: RawSocket | null = null;
  #phase: Phase = "away";
  #nextId = 1;
  #nextN = 0;
  /** Numbers of commands under way, and the message each carries. */
  readonly #asked = new Map<number, number>();
  #unsure: number[] = [];
  /** Live entries that came before the answer to the resume. */
  #held: RoomEvent[] = [];
  #resumeId = 0;

  constructor(index: number, account: Account, room: RoomId, text: (bytes: number) => string) {
    this.index = index;
    this.account = account;
    this.room = room;
    this.#text = text;
  }

  get isTalking(): boolean {
    return this.#phase === "talking";
  }
  get isQuiet(): boolean {
    return this.isTalking && this.#asked.size === 0 && this.#unsure.length === 0;
  }
  /** For whoever asks why nothing moves. */
  get state(): string {
    return `${this.index} ${this.#phase} at ${this.lastSeq}: ${this.#asked.size} asked, ${this.#unsure.length} unsure`;
  }
  get lastSeq(): number {
    return this.keys.length - 1;
  }

  /** Connects, leaving what it was connected to; comes back by itself after a cut until `leave`. */
  come(portOf: () => number): void {
    this.leave();
    this.#phase = "joining";
    const headers = { Authorization: `Bearer ${this.account.secret}` };
    const socket: RawSocket = new RawSocket(portOf(), headers, {
      onFrame: ({ opcode, payload }) => {
        if (socket === this.#socket && opcode === 1)
          this.#take(JSON.parse(payload.toString()) as ServerFrame);
      },
    });
    this.#socket = socket;
    void socket.head.then(() => this.#send({ type: "hello", version: protocolVersion, client: "torture" }));
    void socket.closed.then(() => {
      if (socket !== this.#socket) return;
      this.#forget();
      setTimeout(() => socket === this.#socket && this.come(portOf), 20);
    });
  }

  leave(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#forget();
    socket?.destroy();
  }

  /** What was under way may or may not have been kept: it will be named again. */
  #forget(): void {
    this.#phase = "away";
    this.#unsure = [...this.#asked.values(), ...this.#unsure];
    this.#asked.clear();
    this.#held = [];
  }

  #send(frame: unknown): void {
    this.#socket?.sendText(JSON.stringify(frame));
  }

  #take(frame: ServerFrame): void {
    if (frame.type === "ping") this.#send({ type: "pong" });
    else if (frame.type === "welcome") this.#resume();
    else if (frame.type === "ack") this.#takeAnswer(frame.id, frame.result);
    else if (frame.type === "refused") this.#takeRefusal(frame.id, frame.reason);
    else if (isRoomEvent(frame) && frame.room === this.room) this.#read(frame);
  }

  #resume(): void {
    this.#phase = "reading";
    this.#resumeId = this.#nextId++;
    this.#send({ type: "log.resume", id: this.#resumeId, room: this.room, since: this.lastSeq });
  }

  #takeAnswer(id: number, result: unknown): void {
    if (id === this.#resumeId) return this.#takeMissed(result as ResultOf<"log.resume">);
    const n = this.#asked.get(id);
    if (n === undefined) return;
    this.#asked.delete(id);
    if (this.places[n] === undefined) this.acked += 1;
    this.places[n] = (result as ResultOf<"message.send">).event.seq;
    this.#talk();
  }

  #takeMissed(missed: ResultOf<"log.resume">): void {
    if (missed.startOver) {
      // Too far behind for a resume: the page's place is where reading goes on.
      this.startedOver += 1;
      this.keys.length = missed.page.uptoSeq + 1;
    } else for (const event of missed.events) this.#note(event);
    this.#phase = "talking";
    for (const event of this.#held.splice(0)) this.#read(event);
    this.#talk();
  }

  #takeRefusal(id: number, reason: string): void {
    const n = this.#asked.get(id);
    if (n === undefined) throw new Error(`a resume was refused: ${reason}`);
    this.#asked.delete(id);
    if (reason !== "disk_full" && reason !== "unavailable")
      throw new Error(`a message was refused: ${reason}`);
    this.refused += 1;
    this.#unsure.push(n);
    setTimeout(() => this.#talk(), retryAfterMs);
  }

  #read(event: RoomEvent): void {
    if (this.#phase !== "talking") this.#held.push(event);
    else if (event.seq === this.lastSeq + 1) this.#note(event);
    else if (event.seq > this.lastSeq) this.#resume();
  }

  #note(event: RoomEvent): void {
    if (event.seq <= this.lastSeq) return;
    this.keys[event.seq] = event.type === "message.sent" ? keyOf(event.clientId) : Number.NaN;
  }

  #talk(): void {
    while (this.#phase === "talking" && this.#asked.size < inFlight) {
      const unsure = this.#unsure.shift();
      if (unsure === undefined && this.isStopping) return;
      const n = unsure ?? this.#nextN++;
      this.#asked.set(this.#nextId, n);
      this.#send({
        type: "message.send",
        id: this.#nextId++,
        room: this.room,
        clientId: clientIdOf(this.index, n) as ClientId,
        body: { kind: "text", text: this.#text(this.textBytes) },
      });
    }
  }
}
