import { type CommandInputOf, Refusal, type Seq, type Unavailable } from "@hearth/protocol";
import type { Wire } from "./wire.ts";

/** Reading along in a busy room moves the mark this often at most. */
const spacingMs = 1_000;
const againMs = 2_000;

type Command = CommandInputOf<"read.mark"> | CommandInputOf<"thread.read">;

/** Brings the read mark of one room or thread to the server: one at a time, the newest, never backward. */
export class ReadMark {
  readonly #commandFor: (seq: Seq) => Command;
  readonly #wire: Wire;
  readonly #onKnown: () => void;
  #wantedSeq: Seq = 0;
  #knownSeq: Seq = 0;
  #isBusy = false;
  #sentSeq: Seq = 0;

  /** `onKnown`: called when the server has the newest mark. */
  constructor(wire: Wire, commandFor: (seq: Seq) => Command, onKnown: () => void) {
    this.#commandFor = commandFor;
    this.#wire = wire;
    this.#onKnown = onKnown;
  }

  /** Is a mark on its way? */
  get isPending(): boolean {
    return this.#wantedSeq > this.#knownSeq;
  }

  move(seq: Seq): void {
    this.#wantedSeq = Math.max(this.#wantedSeq, seq);
    this.#push();
  }

  /** The mark once more: it ends what was put back to unread. */
  repeat(seq: Seq): void {
    this.#knownSeq = Math.min(this.#knownSeq, seq - 1);
    this.move(seq);
  }

  /** What the server has, as it says itself. */
  note(seq: Seq): void {
    this.#knownSeq = Math.max(this.#knownSeq, seq);
    this.#push();
  }

  /** Sends what waits for its turn at once: there may be no later. What is under way is not sent twice: it would end
   * what was put back to unread in between. */
  flush(): void {
    const isUnderWay = this.#sentSeq === this.#wantedSeq;
    if (this.isPending && !isUnderWay && this.#wire.isLive()) this.#send();
  }

  #push(): void {
    if (!this.#isBusy && this.isPending && this.#wire.isLive()) this.#send();
  }

  #send(): void {
    this.#isBusy = true;
    const seq = this.#wantedSeq;
    this.#sentSeq = seq;
    this.#wire.request(this.#commandFor(seq), {
      done: () => this.#arrive(seq),
      failed: (error) => this.#fail(seq, error),
    });
  }

  #arrive(seq: Seq): void {
    this.#knownSeq = Math.max(this.#knownSeq, seq);
    if (!this.isPending) this.#onKnown();
    this.#pushIn(spacingMs);
  }

  #fail(seq: Seq, error: Refusal | Unavailable): void {
    this.#sentSeq = 0;
    const delayMs = error instanceof Refusal ? error.retryAfterMs : againMs;
    // A refusal that waiting cannot change: the room is not ours any more.
    if (delayMs === undefined) this.#knownSeq = Math.max(this.#knownSeq, seq);
    this.#pushIn(delayMs ?? againMs);
  }

  #pushIn(delayMs: number): void {
    this.#wire.clock.setTimer(() => {
      this.#isBusy = false;
      this.#push();
    }, delayMs);
  }
}
