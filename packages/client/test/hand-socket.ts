import type { ServerFrame } from "@hearth/protocol";
import type { SocketLike } from "../src/ports.ts";

type Listener = (event: { readonly data: unknown }) => void;

/** A frame as a client sent it. */
export type SentFrame = Readonly<Record<string, unknown>> & { readonly type: string };

/** One end of a socket whose other end is a test's hand: nothing moves by itself. */
export class HandSocket implements SocketLike {
  readonly url: string;
  readonly sent: SentFrame[] = [];
  isClosed = false;
  readonly #listeners = new Map<string, Listener[]>();

  constructor(url: string) {
    this.url = url;
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  send(text: string): void {
    if (!this.isClosed) this.sent.push(JSON.parse(text) as SentFrame);
  }

  close(): void {
    this.isClosed = true;
  }

  open(): void {
    this.#tell("open", undefined);
  }

  deliver(frame: ServerFrame): void {
    this.deliverText(JSON.stringify(frame));
  }

  deliverText(text: string): void {
    this.#tell("message", text);
  }

  /** The network took it. */
  drop(): void {
    this.isClosed = true;
    this.#tell("close", undefined);
  }

  #tell(type: string, data: unknown): void {
    for (const listener of this.#listeners.get(type) ?? []) listener({ data });
  }
}
