type Listener = (event: { readonly data: unknown }) => void;

/** One side of a pair: looks like a browser's `WebSocket` as far as a client uses it. */
export interface SocketEnd {
  send(text: string): void;
  close(): void;
  addEventListener(type: "open" | "close" | "error", listener: () => void): void;
  addEventListener(type: "message", listener: Listener): void;
}

/**
 * Two connected sockets whose frames move only when a test flushes them, so that a test decides what crosses
 * what. A frame sent before a close arrives before it; after a `cut` neither side gets what was under way.
 */
export interface SocketPair {
  readonly client: SocketEnd;
  readonly server: SocketEnd;
  /** Connects: both ends say "open". */
  open(): void;
  /** Brings what is under way to the server, at most `count` frames. Tells how many there were. */
  flushToServer(count?: number): number;
  /** Brings what is under way to the client, at most `count` frames. */
  flushToClient(count?: number): number;
  /** To both until nothing is under way. */
  flush(): void;
  /** The line breaks: what is under way is lost, both ends close. */
  cut(): void;
}

class End implements SocketEnd {
  /** Under way to the other end; `null` is the close. */
  readonly sent: (string | null)[] = [];
  readonly #messages: Listener[] = [];
  readonly #others = { open: [] as (() => void)[], close: [] as (() => void)[], error: [] as (() => void)[] };
  #isClosed = false;

  send(text: string): void {
    if (!this.#isClosed) this.sent.push(text);
  }
  close(): void {
    if (this.#isClosed) return;
    this.sent.push(null);
    this.closed();
  }
  addEventListener(type: "open" | "close" | "error" | "message", listener: Listener | (() => void)): void {
    if (type === "message") this.#messages.push(listener);
    else this.#others[type].push(listener as () => void);
  }

  opened(): void {
    for (const listener of this.#others.open) listener();
  }
  closed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const listener of this.#others.close) listener();
  }
  received(data: string): void {
    if (this.#isClosed) return;
    for (const listener of this.#messages) listener({ data });
  }
}

export function createSocketPair(): SocketPair {
  const client = new End();
  const server = new End();
  const move = (from: End, to: End, count: number): number => {
    const frames = from.sent.splice(0, count);
    for (const frame of frames) {
      if (frame === null) to.closed();
      else to.received(frame);
    }
    return frames.length;
  };
  const flushToServer = (count = Number.POSITIVE_INFINITY): number => move(client, server, count);
  const flushToClient = (count = Number.POSITIVE_INFINITY): number => move(server, client, count);
  return {
    client,
    server,
    open() {
      server.opened();
      client.opened();
    },
    flushToServer,
    flushToClient,
    flush() {
      while (flushToServer() + flushToClient() > 0);
    },
    cut() {
      client.sent.length = 0;
      server.sent.length = 0;
      client.closed();
      server.closed();
    },
  };
}
