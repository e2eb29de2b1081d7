import { type Ack, type CommandInput, type Refusal, type Refused, Unavailable } from "@hearth/protocol";
import type { Clock } from "./ports.ts";
import { errorOf, parseRefusal } from "./refusals.ts";

const answerLimitMs = 15_000;

/** Gets a command's answer, in the same turn in which its frame came. */
export interface Asker {
  readonly done: (result: unknown) => void;
  readonly failed: (error: Refusal | Unavailable) => void;
}

interface Request extends Asker {
  readonly sentAtMs: number;
  readonly cancelLimit: () => void;
}

/** The commands of one connection that are not answered yet, numbered from 1. */
export class Requests {
  readonly #clock: Clock;
  readonly #write: (frame: object) => void;
  /** Called with when the command was sent. */
  readonly #onLate: (sentAtMs: number) => void;
  readonly #open = new Map<number, Request>();
  #lastId = 0;

  constructor(clock: Clock, write: (frame: object) => void, onLate: (sentAtMs: number) => void) {
    this.#clock = clock;
    this.#write = write;
    this.#onLate = onLate;
  }

  send(command: CommandInput, asker: Asker): void {
    const id = ++this.#lastId;
    const cancelLimit = this.#clock.setTimer(() => this.#expire(id), answerLimitMs);
    this.#open.set(id, { ...asker, sentAtMs: this.#clock.now(), cancelLimit });
    this.#write({ id, ...command });
  }

  answer(frame: Ack | Refused): void {
    const request = this.#take(frame.id);
    if (!request) return;
    if (frame.type === "ack") request.done(frame.result);
    else request.failed(errorOf(parseRefusal(frame)));
  }

  /** The connection is gone: whether the open ones were done, nobody knows. */
  drop(): void {
    for (const id of [...this.#open.keys()]) this.#take(id)?.failed(new Unavailable("unavailable"));
  }

  #expire(id: number): void {
    const request = this.#take(id);
    if (!request) return;
    request.failed(new Unavailable("unavailable"));
    this.#onLate(request.sentAtMs);
  }

  #take(id: number): Request | undefined {
    const request = this.#open.get(id);
    this.#open.delete(id);
    request?.cancelLimit();
    return request;
  }
}
